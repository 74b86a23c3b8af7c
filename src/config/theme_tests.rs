//! Every theme can be read, and its warmth told apart.

use super::*;

type Rgb = [f64; 3];

/// The sixteen colours as two widespread terminals have them.
const XTERM: [u32; 16] = [
    0x00_00_00, 0xcd_00_00, 0x00_cd_00, 0xcd_cd_00, 0x00_00_ee, 0xcd_00_cd, 0x00_cd_cd, 0xe5_e5_e5, 0x7f_7f_7f,
    0xff_00_00, 0x00_ff_00, 0xff_ff_00, 0x5c_5c_ff, 0xff_00_ff, 0x00_ff_ff, 0xff_ff_ff,
];
const VGA: [u32; 16] = [
    0x00_00_00, 0xaa_00_00, 0x00_aa_00, 0xaa_55_00, 0x00_00_aa, 0xaa_00_aa, 0x00_aa_aa, 0xaa_aa_aa, 0x55_55_55,
    0xff_55_55, 0x55_ff_55, 0xff_ff_55, 0x55_55_ff, 0xff_55_ff, 0x55_ff_ff, 0xff_ff_ff,
];

fn figures(whole: u32) -> Rgb {
    let [_, red, green, blue] = whole.to_be_bytes();
    [red, green, blue].map(|part| f64::from(part) / 255.0)
}

/// The colour of letters, where the theme names one.
fn letters(paint: Paint, palette: &[u32; 16]) -> Option<Rgb> {
    match paint.colour {
        Colour::Plain => None,
        Colour::Indexed(number) => Some(figures(palette[usize::from(number)])),
        Colour::Rgb(red, green, blue) => Some([red, green, blue].map(|part| f64::from(part) / 255.0)),
    }
}

fn linear(part: f64) -> f64 {
    if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

/// Contrast as WCAG 2.1 has it: 1 for none, 21 for black on white.
fn contrast(one: Rgb, other: Rgb) -> f64 {
    let light = |colour: Rgb| {
        let [red, green, blue] = colour.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, other) = (light(one), light(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// What WCAG asks for text.
const READABLE: f64 = 4.5;

/// What the sixteen colours of a palette make impossible, with the contrast it has: xterm's magenta just misses the mark
/// on white. It carries a glyph and a word besides.
const KNOWN: [(&str, &str, u32, f64); 1] = [("terminal light", "xterm", 5, 4.1)];

#[test]
fn every_pair_of_every_theme_has_contrast() {
    for theme in &THEMES {
        for (ground, paints, backs) in
            [("dark", &theme.dark, [0x00_00_00, 0x1e_1e_1e]), ("light", &theme.light, [0xff_ff_ff, 0xfa_fa_fa])]
        {
            for (palette, colours) in [("xterm", &XTERM), ("VGA", &VGA)] {
                for ((_, role), paint) in Role::ALL.iter().zip(paints) {
                    let Some(letters) = letters(*paint, colours) else { continue };
                    // The sixteen colours are measured on the ground they were made for.
                    let backs = if matches!(paint.colour, Colour::Rgb(..)) { &backs[..] } else { &backs[..1] };
                    for back in backs {
                        let found = contrast(letters, figures(*back));
                        let known = KNOWN.iter().find(|(name, on, number, _)| {
                            *name == format!("{} {ground}", theme.name)
                                && *on == palette
                                && paint.colour == Colour::Indexed(u8::try_from(*number).unwrap())
                        });
                        let wanted = known.map_or(READABLE, |(.., least)| *least);
                        assert!(found >= wanted, "{} {ground}, {role} on {palette}: {found:.2}", theme.name);
                    }
                }
            }
        }
    }
}

/// A colour as it is seen without red or green cones, in linear light, after Viénot, Brettel and Mollon, "Digital video
/// colourmaps for checking the legibility of displays by dichromats", Color Research and Application 24, 1999.
fn seen(colour: Rgb, without: &str) -> Rgb {
    let [r, g, b] = colour.map(linear);
    match without {
        "red" => [0.112_38 * r + 0.887_62 * g, 0.112_38 * r + 0.887_62 * g, 0.004_01 * r - 0.004_01 * g + b],
        _ => [0.292_75 * r + 0.707_25 * g, 0.292_75 * r + 0.707_25 * g, -0.022_34 * r + 0.022_34 * g + b],
    }
}

#[test]
fn neighbours_on_the_scale_of_warmth_stay_apart_for_the_colour_blind() {
    for theme in THEMES.iter().filter(|theme| theme.name != "plain") {
        for paints in [&theme.dark, &theme.light] {
            let scale: Vec<Paint> = (7..12).map(|at| paints[at]).collect();
            for without in ["red", "green"] {
                for pair in scale.windows(2) {
                    let (Some(one), Some(other)) = (letters(pair[0], &XTERM), letters(pair[1], &XTERM)) else {
                        continue;
                    };
                    let (one, other) = (seen(one, without), seen(other, without));
                    let apart: f64 =
                        one.iter().zip(other).map(|(one, other)| (one - other).powi(2)).sum::<f64>().sqrt();
                    // Due and overdue may share a colour: the second is bold, and both have a glyph and a word.
                    let same = pair[0].colour == pair[1].colour && pair[0].bold != pair[1].bold;
                    assert!(same || apart > 0.05, "{} without {without}: {pair:?} {apart:.3}", theme.name);
                }
            }
        }
    }
}

#[test]
fn paints_are_read_from_words() {
    assert_eq!(Paint::read("cyan bold"), Ok(Paint { bold: true, ..ansi(6) }));
    assert_eq!(Paint::read("#d55e00"), Ok(rgb(0xd5_5e_00)));
    assert_eq!(Paint::read("208 underlined"), Ok(Paint { underlined: true, ..ansi(208) }));
    assert_eq!(Paint::read("plain"), Ok(PLAIN));
    for word in ["beige", "#12345", "256", "#gggggg"] {
        assert_eq!(Paint::read(word), Err(word.to_owned()));
    }
}

#[test]
fn every_role_stands_in_its_place() {
    for (place, (role, name)) in Role::ALL.iter().enumerate() {
        assert_eq!((*role as usize, Role::from_name(name)), (place, Some(*role)));
    }
    assert_eq!(named(DEFAULT).unwrap().name, DEFAULT);
}
