//! Names that begin with the surname: Chinese, Korean and Vietnamese ones, told by surname and syllables.

use std::collections::HashSet;
use std::sync::LazyLock;

static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| SURNAMES.split(' ').collect());

/// Surnames that stand before the given name.
pub fn is_surname(folded: &str) -> bool {
    KNOWN.contains(folded)
}

/// Written with single spaces between them.
const SURNAMES: &str = "ahn an bae bai ban bo bui cai cao chang chen cheng chiang cho choe choi chung dang deng ding dong duong fan fang feng \
    fu gao gong guo han he ho hoang hong hou hu hua huang hwang im jang jeong jiang jin jo joo jung kang kim ko kong kwak \
    kwon lai le lee lei li liang lim lin liu lo lu luo ly ma mao meng moon ng ngo nguyen oh park peng pham phan qin ri roh \
    ryu seo shen shin sim so son song suh sun tan tang tran truong tsai vo vu wang wei wen wong woo wu xi xiao xie xu yan \
    yang yao ye yi yin yoo yoon you yu yuan yun zeng zhang zhao zheng zhong zhou zhu zou";

/// Whether a word can be a given name there: one or two syllables, or several with hyphens.
pub fn is_given(folded: &str) -> bool {
    let parts: Vec<&str> = folded.split('-').collect();
    parts.len() <= 3 && parts.iter().all(|p| syllables(p).is_some_and(|n| n <= 2))
}

/// How many syllables a word is made of; none if it cannot be cut into such ones.
fn syllables(word: &str) -> Option<usize> {
    const ONSETS: [&str; 36] = [
        "zh", "ch", "sh", "kh", "ph", "th", "tr", "gi", "nh", "hw", "kw", "gw", "by", "hy", "my", "gy", "ky", "py",
        "ry", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "s", "w", "y",
    ];
    const CODAS: [&str; 11] = ["ng", "ch", "nh", "n", "m", "k", "l", "p", "t", "h", "c"];
    let is_vowel = |c: u8| matches!(c, b'a' | b'e' | b'i' | b'o' | b'u');
    // Vietnamese: "Van", "Vinh".
    let mut rest = word.strip_prefix('v').unwrap_or(word).as_bytes();
    let only = rest.len() < word.len();
    let mut count = 0;
    while !rest.is_empty() {
        let onset = ONSETS.iter().chain(&["r", "z", "c"]).find(|o| rest.starts_with(o.as_bytes()));
        rest = rest.get(onset.map_or(0, |o| o.len())..)?;
        let vowels = rest.iter().take_while(|c| is_vowel(**c)).count();
        if vowels == 0 || vowels > 3 {
            return None;
        }
        rest = rest.get(vowels..)?;
        let closed = |coda: &&&str| {
            let after = rest.get(coda.len()..).unwrap_or_default();
            // A single letter before a vowel begins the next syllable.
            rest.starts_with(coda.as_bytes()) && !after.first().is_some_and(|c| is_vowel(*c))
        };
        if let Some(coda) = CODAS.iter().find(closed) {
            rest = rest.get(coda.len()..)?;
        }
        count += 1;
    }
    (count > 0 && !(only && count > 1)).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_are_told_by_their_syllables() {
        for name in
            ["jinping", "jong-un", "jong", "un", "suk-yeol", "jae-myung", "phu", "trong", "qiang", "hee", "zedong"]
        {
            assert!(is_given(name), "{name}");
        }
        for name in ["kardashian", "philby", "oswald", "harvey", "novak", "iacocca", "", "-"] {
            assert!(!is_given(name), "{name}");
        }
    }
}
