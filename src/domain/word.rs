//! Fixed vocabularies: lists of words of which a field holds one.

/// A vocabulary: an enum whose values each have one word, the same in the file, on screen and on the command line.
pub trait Word: Copy + Eq + 'static {
    /// Every value, in its natural order.
    const ALL: &'static [Self];

    /// The word as it stands in the file.
    fn word(self) -> &'static str;

    /// What the value means, in a few plain words.
    fn meaning(self) -> &'static str;

    /// The word as it stands in a sentence: small letters, `in person` for `InPerson`.
    fn spoken(self) -> String {
        let mut spoken = String::new();
        for letter in self.word().chars() {
            if letter.is_uppercase() && !spoken.is_empty() {
                spoken.push(' ');
            }
            spoken.extend(letter.to_lowercase());
        }
        spoken
    }

    /// The value whose word this is, whatever the case; spaces, hyphens and underscores do not count.
    fn from_word(text: &str) -> Option<Self> {
        let plain = |text: &str| -> String {
            text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let wanted = plain(text);
        Self::ALL.iter().copied().find(|value| plain(value.word()) == wanted)
    }

    /// The value next to the one whose word comes nearest, for a "did you mean".
    fn nearest(text: &str) -> Option<Self> {
        let near = |value: &Self| strsim::jaro_winkler(&value.word().to_lowercase(), &text.to_lowercase());
        Self::ALL
            .iter()
            .copied()
            .map(|value| (near(&value), value))
            .filter(|(score, _)| *score > 0.7)
            .max_by(|(left, _), (right, _)| left.total_cmp(right))
            .map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Channel, Closeness, Gift, Response, Role, Stance};

    /// The word of each value is the one serde writes, it reads back, and no two share one.
    fn holds<T: Word + std::fmt::Debug + serde::Serialize + serde::de::DeserializeOwned>() {
        for value in T::ALL {
            assert_eq!(serde_json::to_value(value).unwrap(), value.word());
            assert_eq!(serde_json::from_value::<T>(value.word().into()).unwrap(), *value);
            assert_eq!(T::from_word(value.word()), Some(*value));
            assert_eq!(T::nearest(value.word()), Some(*value));
            assert!(!value.meaning().is_empty());
        }
    }

    #[test]
    fn every_vocabulary_says_what_the_file_says() {
        holds::<Gift>();
        holds::<Channel>();
        holds::<Closeness>();
        holds::<Stance>();
        holds::<Role>();
        holds::<Response>();
    }

    #[test]
    fn a_word_is_found_whatever_its_dress() {
        assert_eq!(Channel::from_word("in-person"), Some(Channel::InPerson));
        assert_eq!(Channel::InPerson.spoken(), "in person");
        assert_eq!(Channel::from_word("in person"), Some(Channel::InPerson));
        assert_eq!(Gift::from_word("INSIGHT"), Some(Gift::Insight));
        assert_eq!(Gift::from_word("gold"), None);
        assert_eq!(Gift::nearest("insite"), Some(Gift::Insight));
    }
}
