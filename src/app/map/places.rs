//! Where countries are, from the embedded table `assets/coordinates.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

const SOURCE: &str = include_str!("../../../assets/coordinates.tsv");

/// A place on the globe in degrees, north and east positive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    pub latitude: f64,
    pub longitude: f64,
}

static PLACES: LazyLock<HashMap<&str, Place>> = LazyLock::new(|| SOURCE.lines().filter_map(parse).collect());

/// Rows that break the table's rules are left out; the tests see to it that there are none.
fn parse(line: &'static str) -> Option<(&'static str, Place)> {
    let mut fields = line.split('\t').filter(|_| !line.starts_with('#'));
    let code = fields.next()?;
    let mut degrees = |most: f64| fields.next()?.parse().ok().filter(|n: &f64| n.abs() <= most);
    Some((code, Place { latitude: degrees(90.0)?, longitude: degrees(180.0)? }))
}

/// The middle of a country, given by its ISO code.
pub fn place(code: &str) -> Option<Place> {
    PLACES.get(code).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_country_has_a_place() {
        let table = include_str!("../../../assets/countries.tsv");
        let codes = table.lines().filter_map(|l| l.split('\t').next()).filter(|code| {
            let letters = code.bytes().all(|b| b.is_ascii_uppercase());
            code.len() == 2 && letters
        });
        let mut count = 0;
        for code in codes {
            assert!(place(code).is_some(), "{code}");
            count += 1;
        }
        assert!(count > 200);
        assert_eq!(PLACES.len(), SOURCE.lines().filter(|l| !l.starts_with('#')).count());
    }

    #[test]
    fn signs_are_the_right_way_round() {
        let check = |code: &str, north: bool, east: bool| {
            let place = place(code).unwrap();
            assert_eq!((place.latitude > 0.0, place.longitude > 0.0), (north, east), "{code}");
        };
        check("US", true, false);
        check("BR", false, false);
        check("CN", true, true);
        check("AU", false, true);
        check("IS", true, false);
    }
}
