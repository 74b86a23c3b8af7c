//! The colours of a picture: what a terminal's sixteen are on a dark and on a light ground.

use std::fmt;

use ratatui::style::Color;

/// A colour as red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// How much of its own colour a dimmed letter keeps, in hundredths; the rest is the ground.
const DIMMED: u16 = 66;

impl Rgb {
    /// The colour of dimmed letters on a ground.
    pub(super) fn dimmed(self, ground: Self) -> Self {
        let mix = |own: u8, other: u8| {
            let mixed = (u16::from(own) * DIMMED + u16::from(other) * (100 - DIMMED)) / 100;
            u8::try_from(mixed).unwrap_or(own)
        };
        Self(mix(self.0, ground.0), mix(self.1, ground.1), mix(self.2, ground.2))
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// The colours of a picture.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// Behind everything.
    pub background: Rgb,
    /// Letters without a colour of their own.
    pub foreground: Rgb,
    /// The edge of the window, and its buttons.
    pub frame: Rgb,
    /// The cursor.
    pub cursor: Rgb,
    /// The terminal's own: black, red, green, yellow, blue, magenta, cyan, white, and the same brighter.
    pub sixteen: [Rgb; 16],
}

/// Light letters on a dark ground.
pub const DARK: Palette = Palette {
    background: Rgb(0x17, 0x1a, 0x21),
    foreground: Rgb(0xdc, 0xdf, 0xe4),
    frame: Rgb(0x3b, 0x41, 0x4d),
    cursor: Rgb(0x5c, 0xcf, 0xe6),
    sixteen: [
        Rgb(0x2a, 0x2f, 0x3a),
        Rgb(0xff, 0x7b, 0x72),
        Rgb(0x7e, 0xc6, 0x99),
        Rgb(0xe5, 0xc0, 0x7b),
        Rgb(0x79, 0xb0, 0xff),
        Rgb(0xd6, 0x97, 0xea),
        Rgb(0x5c, 0xcf, 0xe6),
        Rgb(0xc5, 0xca, 0xd3),
        Rgb(0x7d, 0x85, 0x94),
        Rgb(0xff, 0xa1, 0x98),
        Rgb(0xa2, 0xe0, 0xb6),
        Rgb(0xf2, 0xd5, 0x9c),
        Rgb(0xa5, 0xca, 0xff),
        Rgb(0xe6, 0xb8, 0xf5),
        Rgb(0x95, 0xe3, 0xf2),
        Rgb(0xff, 0xff, 0xff),
    ],
};

/// Dark letters on a light ground.
pub const LIGHT: Palette = Palette {
    background: Rgb(0xfc, 0xfc, 0xfa),
    foreground: Rgb(0x1f, 0x23, 0x28),
    frame: Rgb(0xd0, 0xd5, 0xdc),
    cursor: Rgb(0x0a, 0x6c, 0x80),
    sixteen: [
        Rgb(0x1f, 0x23, 0x28),
        Rgb(0xb9, 0x1c, 0x1c),
        Rgb(0x1f, 0x70, 0x3c),
        Rgb(0x85, 0x5a, 0x00),
        Rgb(0x1d, 0x55, 0xc4),
        Rgb(0x8a, 0x34, 0xa6),
        Rgb(0x0a, 0x6c, 0x80),
        Rgb(0x57, 0x60, 0x6a),
        Rgb(0x6b, 0x73, 0x7d),
        Rgb(0xcf, 0x22, 0x2e),
        Rgb(0x1a, 0x7f, 0x37),
        Rgb(0x9a, 0x67, 0x00),
        Rgb(0x09, 0x69, 0xda),
        Rgb(0xa4, 0x3f, 0xc4),
        Rgb(0x12, 0x7c, 0x92),
        Rgb(0x3a, 0x42, 0x4b),
    ],
};

impl Palette {
    /// What a colour of a cell is in this picture; `own` where the cell leaves it to the terminal.
    pub(super) fn of(&self, colour: Color, own: Rgb) -> Rgb {
        let number = match colour {
            Color::Reset => return own,
            Color::Rgb(red, green, blue) => return Rgb(red, green, blue),
            Color::Indexed(number) => number,
            Color::Black => 0,
            Color::Red => 1,
            Color::Green => 2,
            Color::Yellow => 3,
            Color::Blue => 4,
            Color::Magenta => 5,
            Color::Cyan => 6,
            Color::Gray => 7,
            Color::DarkGray => 8,
            Color::LightRed => 9,
            Color::LightGreen => 10,
            Color::LightYellow => 11,
            Color::LightBlue => 12,
            Color::LightMagenta => 13,
            Color::LightCyan => 14,
            Color::White => 15,
        };
        self.sixteen.get(usize::from(number)).copied().unwrap_or_else(|| indexed(number))
    }
}

/// The colours from 16 on, the same in every terminal: a cube of six steps a side, then 24 greys (xterm's table).
fn indexed(number: u8) -> Rgb {
    let step = |place: u8| if place == 0 { 0 } else { 55 + place * 40 };
    if let Some(grey) = number.checked_sub(232) {
        return Rgb(8 + grey * 10, 8 + grey * 10, 8 + grey * 10);
    }
    let cube = number.saturating_sub(16);
    Rgb(step(cube / 36), step(cube / 6 % 6), step(cube % 6))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How bright a colour is to the eye, from 0 to 1 (WCAG 2.2, relative luminance).
    fn luminance(colour: Rgb) -> f64 {
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(colour.0) + 0.7152 * part(colour.1) + 0.0722 * part(colour.2)
    }

    fn contrast(one: Rgb, other: Rgb) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// Everything that is written can be read: 4.5 to 1 is what WCAG asks for.
    #[test]
    fn letters_stand_out_from_their_ground() {
        for palette in [DARK, LIGHT] {
            let (letters, ground) = (palette.foreground, palette.background);
            assert!(contrast(letters, ground) >= 12.0);
            assert!(
                contrast(letters.dimmed(ground), ground) >= 4.5,
                "dimmed {}",
                contrast(letters.dimmed(ground), ground)
            );
            for number in (1..8).chain(9..16) {
                let colour = palette.sixteen[number];
                assert!(contrast(colour, ground) >= 4.5, "{number}: {}", contrast(colour, ground));
            }
        }
    }

    #[test]
    fn every_way_to_name_a_colour_is_understood() {
        let of = |colour| DARK.of(colour, DARK.foreground);
        assert_eq!(of(Color::Reset), DARK.foreground);
        assert_eq!((of(Color::Cyan), of(Color::Indexed(6))), (DARK.sixteen[6], DARK.sixteen[6]));
        assert_eq!(of(Color::Rgb(1, 2, 3)), Rgb(1, 2, 3));
        assert_eq!((of(Color::Indexed(16)), of(Color::Indexed(231))), (Rgb(0, 0, 0), Rgb(255, 255, 255)));
        assert_eq!((of(Color::Indexed(196)), of(Color::Indexed(244))), (Rgb(255, 0, 0), Rgb(128, 128, 128)));
        assert_eq!(Rgb(1, 16, 255).to_string(), "#0110ff");
    }
}
