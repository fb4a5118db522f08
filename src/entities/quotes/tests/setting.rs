//! How words are set off: the marks of many houses, and speech that runs over them.

use super::{TOWN, check_all};

#[test]
fn every_house_has_its_own_marks() {
    check_all(
        TOWN,
        &[
            ("„Wir bleiben hier“, sagte Fischer.", &["\"Wir bleiben\" = Lena Fischer / sagte"]),
            (
                "»Wir bleiben hier«, sagte Fischer. »Es ist unser Haus.«",
                &["\"Wir bleiben\" = Lena Fischer / sagte", "\"Es ist\" = Lena Fischer / -"],
            ),
            ("« Nous restons ici », a déclaré Claire Aubry.", &["\"Nous restons\" = Claire Aubry / déclaré"]),
            ("«\u{202f}Nous restons ici\u{202f}», a dit Aubry.", &["\"Nous restons\" = Claire Aubry / dit"]),
            ("«Nos quedamos aquí», dijo Viktor Blum.", &["\"Nos quedamos\" = Viktor Blum / dijo"]),
            ("“The bridge is safe\", Haan said.", &["\"The bridge\" = Piet Haan / said"]),
            ("\"The bridge is safe,” Haan said.", &["\"The bridge\" = Piet Haan / said"]),
            ("``The bridge is safe,'' Haan said.", &["\"The bridge\" = Piet Haan / said"]),
            (
                "``It isn't safe,'' Haan said. ``It's old.''",
                &["\"It isn't\" = Piet Haan / said", "\"It's old.\" = Piet Haan / -"],
            ),
            ("''The bridge is safe,'' Haan said.", &["\"The bridge\" = Piet Haan / said"]),
            ("‘The bridge is safe,’ Haan said.", &["\"The bridge\" = Piet Haan / said"]),
            (
                "‘We don’t know,’ said Haan. ‘Nobody does.’",
                &["\"We don’t\" = Piet Haan / said", "\"Nobody does.\" = Piet Haan / -"],
            ),
            (
                "'The bridge isn't safe,' Haan said. 'It's the workers' fault.'",
                &["\"The bridge\" = Piet Haan / said", "\"It's the\" = Piet Haan / -"],
            ),
            ("'It's the workers' own fault,' said Haan.", &["\"It's the\" = Piet Haan / said"]),
            ("Haan's 'very last' boat isn't the fishermen's.", &[]),
            ("\"The bridge is safe\" Haan said.", &["\"The bridge\" = Piet Haan / said"]),
        ],
    );
}

#[test]
fn what_is_quoted_within_a_quote_is_none_of_its_own() {
    check_all(
        TOWN,
        &[
            ("\"He told me 'never again' and left,\" Haan said.", &["\"He told\" = Piet Haan / said"]),
            ("'He told me \"never again\" and left,' Haan said.", &["\"He told\" = Piet Haan / said"]),
            ("“Fischer told us ‘no,’” Haan said.", &["\"Fischer told\" = Piet Haan / said"]),
            ("“‘No’ is what she told us,” Haan said.", &["\"‘No’ is\" = Piet Haan / said"]),
            ("“I heard him say, ‘All is well,’ and then it fell,” said Blum.", &["\"I heard\" = Viktor Blum / said"]),
        ],
    );
}

#[test]
fn a_quote_that_stays_open_runs_on() {
    check_all(
        TOWN,
        &[
            (
                "Haan said: “The bridge is old.\n“It needs paint.\n“And it needs money.”",
                &["\"The bridge\" = Piet Haan / said", "\"It needs\" = Piet Haan / -", "\"And it\" = Piet Haan / -"],
            ),
            (
                "“The bridge is old.\n“It needs paint.\n“And it needs money,” Haan said.",
                &["\"The bridge\" = Piet Haan / -", "\"It needs\" = Piet Haan / -", "\"And it\" = Piet Haan / said"],
            ),
            (
                "‘The bridge is old.\n‘It needs the workers’ paint.\n‘And it’s ours,’ Haan said.",
                &["\"The bridge\" = Piet Haan / -", "\"It needs\" = Piet Haan / -", "\"And it’s\" = Piet Haan / said"],
            ),
            (
                "\"The bridge is old,\" Haan said. \"It needs paint.\n\"And it needs money.\"",
                &["\"The bridge\" = Piet Haan / said", "\"It needs\" = Piet Haan / -", "\"And it\" = Piet Haan / -"],
            ),
            (
                "Blum watched Haan, who said: “It is old.\n“Very old.”\nThe crowd left.",
                &["\"It is\" = Piet Haan / said", "\"Very old.\" = Piet Haan / -"],
            ),
            (
                "« Le pont est vieux.\n« Il faut payer », a dit Aubry.",
                &["\"Le pont\" = Claire Aubry / -", "\"Il faut\" = Claire Aubry / dit"],
            ),
            ("A driver said: “It is old.\n“I never use it.”", &["\"It is\" = - / said", "\"I never\" = - / -"]),
        ],
    );
}

#[test]
fn words_may_be_signed() {
    check_all(
        TOWN,
        &[
            ("“We will fight for every metre.” — Piet Haan", &["\"We will\" = Piet Haan / -"]),
            (
                "\"We will fight for every metre\" - Piet Haan, chief executive of Orbis",
                &["\"We will\" = Piet Haan / -"],
            ),
            ("“We will fight for every metre” (Piet Haan)", &["\"We will\" = Piet Haan / -"]),
        ],
    );
}

#[test]
fn a_cue_within_takes_both_halves() {
    check_all(
        TOWN,
        &[
            (
                "“One thing,” Haan said, pointing at Blum, “is clear.”",
                &["\"One thing,\" = Piet Haan / said", "\"is clear.\" = Piet Haan / said"],
            ),
            (
                "“The bridge,” said Haan, 54, “is safe.”",
                &["\"The bridge,\" = Piet Haan / said", "\"is safe.\" = Piet Haan / said"],
            ),
            (
                "Haan met Oduya. “The bridge,” he said, “is safe.”",
                &["\"The bridge,\" = Piet Haan / said", "\"is safe.\" = Piet Haan / said"],
            ),
            (
                "“We pay,” Oduya said – “and we pay late.”",
                &["\"We pay,\" = Marta Oduya / said", "\"and we\" = Marta Oduya / said"],
            ),
            (
                "“Yes,” Haan said, and then he added: “But not today.”",
                &["\"Yes,\" = Piet Haan / said", "\"But not\" = Piet Haan / added"],
            ),
            (
                "“It is safe,” Haan said, but Oduya said it was “a ruin”.",
                &["\"It is\" = Piet Haan / said", "\"a ruin\" = Marta Oduya / said"],
            ),
        ],
    );
}
