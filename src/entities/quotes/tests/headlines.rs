//! Speech in titles, and lines of an interview.

use super::{TOWN, check_all};

#[test]
fn titles_name_the_speaker_beside_the_words() {
    check_all(
        TOWN,
        &[
            ("= Aubry: 'We need peace'", &["\"We need\" = Claire Aubry / -"]),
            ("= Claire Aubry: “We Need Peace”", &["\"We Need\" = Claire Aubry / -"]),
            ("= 'We need peace', says Aubry", &["\"We need\" = Claire Aubry / says"]),
            ("= ‘We need peace’: Aubry", &["\"We need\" = Claire Aubry / -"]),
            ("= 'We need peace' - Aubry", &["\"We need\" = Claire Aubry / -"]),
            ("= 'It's over': Haan quits Orbis", &["\"It's over\" = Piet Haan / -"]),
            ("= Aubry hails 'positive' talks with Germany", &["\"positive\" = Claire Aubry / hails"]),
            ("= Aubry warns of 'dark days'", &["\"dark days\" = Claire Aubry / warns"]),
            ("= Oduya vows to 'fight on' as Haan's men walk out", &["\"fight on\" = Marta Oduya / vows"]),
            ("= Kenya says bridge is 'safe'", &["\"safe\" = Kenya / says"]),
            ("= Haan’s workers say: ‘We are tired’", &["\"We are\" = - / say"]),
        ],
    );
}

#[test]
fn titles_hold_words_with_tongs() {
    check_all(
        TOWN,
        &[
            ("= The 'greenlist' that never was", &[]),
            ("= What Haan meant by 'rust'", &[]),
            ("= 'The Long Night' review: Cole shines", &[]),
            ("= Inside Orbis's 'rust' factory", &[]),
            ("= Workers' rights and the '90s: Haan's story", &[]),
            ("= Piet 'The Hammer' Haan retires", &[]),
        ],
    );
}

#[test]
fn lines_of_an_interview() {
    check_all(
        TOWN,
        &[
            (
                "Viktor Blum keeps the lock. We spoke to him.\nQ: What happened that night?\nA: The river rose and we all ran.\n\
             Q: Were you afraid at all?\nA: Of course we were, all of us.",
                &["\"The river\" = Viktor Blum / -", "\"Of course\" = Viktor Blum / -"],
            ),
            (
                "Piet Haan: We closed the gate at noon.\nInterviewer: Why was it so late?\nHaan: Nobody had told us before.",
                &["\"We closed\" = Piet Haan / -", "\"Nobody had\" = Piet Haan / -"],
            ),
            (
                "BLUM: We closed the gate at noon.\nADEYO: You did nothing of the kind.\nBLUM: Ask the men who were there.",
                &["\"We closed\" = Viktor Blum / -", "\"You did\" = Samuel Adeyo / -", "\"Ask the\" = Viktor Blum / -"],
            ),
            ("Haan: the man who would be king of the harbour.\nIt was a long night.", &[]),
            ("Kenya: 45 percent.\nGermany: 30 percent.\nFrance: 25 percent.", &[]),
        ],
    );
}
