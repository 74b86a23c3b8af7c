//! How often, in words: `3w`, `monthly`, `every 2 weeks`, `21`.

use super::NotUnderstood;

/// Days in ten years: nobody plans a contact rarer than that.
const LONGEST: u32 = 3650;

/// How often, in days, from 1 to 3650. A month counts 30 days, a quarter 91, a year 365.
///
/// # Errors
///
/// Words that name no span, and spans outside the range.
pub fn days(words: &str) -> Result<u32, NotUnderstood> {
    let lower = words.trim().to_lowercase();
    let lower = lower.trim_start_matches('~').trim_start_matches("every ").trim();
    span(lower)
        .filter(|days| (1..=LONGEST).contains(days))
        .ok_or_else(|| NotUnderstood::new("that is not a rhythm", "3w, monthly or 21 days"))
}

fn span(words: &str) -> Option<u32> {
    let named = match words {
        "daily" => 1,
        "weekly" => 7,
        "fortnightly" | "biweekly" => 14,
        "monthly" => 30,
        "quarterly" => 91,
        "half-yearly" | "twice a year" => 182,
        "yearly" | "annually" => 365,
        _ => 0,
    };
    if named > 0 {
        return Some(named);
    }
    let split = words.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(words.len());
    let (number, unit) = words.split_at_checked(split)?;
    let number: u32 = if number.is_empty() { 1 } else { number.parse().ok()? };
    let unit_days = match unit.trim() {
        "" if words.is_empty() => return None,
        "" | "d" | "day" | "days" => 1,
        "w" | "wk" | "week" | "weeks" => 7,
        "m" | "mo" | "month" | "months" => 30,
        "q" | "quarter" | "quarters" => 91,
        "y" | "year" | "years" => 365,
        _ => return None,
    };
    number.checked_mul(unit_days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rhythms_in_many_words() {
        let cases = [
            ("21", 21),
            ("21 days", 21),
            ("3w", 21),
            ("~3w", 21),
            ("3 weeks", 21),
            ("every 2 weeks", 14),
            ("week", 7),
            ("every month", 30),
            ("monthly", 30),
            ("2 months", 60),
            ("2mo", 60),
            ("Quarterly", 91),
            ("1y", 365),
            ("3650", 3650),
        ];
        for (words, wanted) in cases {
            assert_eq!(days(words), Ok(wanted), "{words}");
        }
        for words in ["", "0", "often", "3651", "11y", "99999999999", "3 fortnights", "-3", "3.5w", "３"] {
            assert!(days(words).is_err(), "{words}");
        }
    }
}
