//! Turns that news takes around a quote, by what they could be mistaken for.

use super::{TOWN, check_all};

#[test]
fn others_are_told_asked_and_written_to() {
    check_all(
        TOWN,
        &[
            (
                "“It is safe,” Haan told the Daily Rust in an interview published Sunday.",
                &["\"It is\" = Piet Haan / told"],
            ),
            ("“It is safe,” Haan said in an interview with Dana Cole.", &["\"It is\" = Piet Haan / said"]),
            ("Speaking to Dana Cole, Haan said: “It is safe.”", &["\"It is\" = Piet Haan / said"]),
            ("Asked by Cole if it was safe, Haan said “yes, of course”.", &["\"yes, of\" = Piet Haan / said"]),
            ("When Cole asked if it was safe, Haan shrugged: “Who knows?”", &["\"Who knows?\" = Piet Haan / shrugged"]),
            ("In a letter to Oduya, Haan wrote: “It is safe.”", &["\"It is\" = Piet Haan / wrote"]),
            ("In her letter, Oduya wrote that Haan was “a fool”.", &["\"a fool\" = Marta Oduya / wrote"]),
            ("Haan, in a post on X, said: “It is safe.”", &["\"It is\" = Piet Haan / said"]),
            ("Haan was asked if it was safe. “Of course,” he said.", &["\"Of course,\" = Piet Haan / said"]),
            (
                "“You lied,” Oduya told Haan. “I never did,” he replied.",
                &["\"You lied,\" = Marta Oduya / told", "\"I never\" = Piet Haan / replied"],
            ),
            (
                "Oduya and Haan argued. “You lied,” she told him. “I never did,” he said.",
                &["\"You lied,\" = Marta Oduya / told", "\"I never\" = Piet Haan / said"],
            ),
            (
                "“It is safe,” said Haan. Oduya disagreed. “It is not,” she said.",
                &["\"It is\" = Piet Haan / said", "\"It is\" = Marta Oduya / said"],
            ),
            ("“We are glad,” Tass quoted Haan as saying.", &["\"We are\" = Piet Haan / quoted"]),
        ],
    );
}

#[test]
fn the_cue_stands_anywhere() {
    check_all(
        TOWN,
        &[
            (
                "“It is safe,” Haan insisted, while Oduya called it “a ruin”.",
                &["\"It is\" = Piet Haan / insisted", "\"a ruin\" = Marta Oduya / called"],
            ),
            (
                "Haan also said that “it is safe”, adding “we checked”.",
                &["\"it is\" = Piet Haan / said", "\"we checked\" = Piet Haan / adding"],
            ),
            (
                "Haan on Monday called Oduya “a fool” and “a liar”.",
                &["\"a fool\" = Piet Haan / called", "\"a liar\" = Piet Haan / called"],
            ),
            (
                "Oduya, whom Haan called “a fool”, said she was “fine”.",
                &["\"a fool\" = Piet Haan / called", "\"fine\" = Marta Oduya / said"],
            ),
            ("Oduya was “a fool”, Haan said.", &["\"a fool\" = Piet Haan / said"]),
            ("The bridge, Haan said, was “a hymn to rust”.", &["\"a hymn\" = Piet Haan / said"]),
            ("The bridge was, in Haan’s words, “a hymn”.", &["\"a hymn\" = Piet Haan / words"]),
            ("The bridge was “a hymn to rust”, according to Haan.", &["\"a hymn\" = Piet Haan / according to"]),
            ("Haan believes the bridge is “a hymn to rust”.", &["\"a hymn\" = Piet Haan / believes"]),
            ("“I have no comment,” Haan, reached by phone, said.", &["\"I have\" = Piet Haan / said"]),
            ("Reached by phone, Haan said: “I have no comment.”", &["\"I have\" = Piet Haan / said"]),
            (
                "Kenya’s envoy, Viktor Blum, said that, in his words, “we want to give them some space”.",
                &["\"we want\" = Viktor Blum / words"],
            ),
            ("“No”, said Haan.", &["\"No\" = Piet Haan / said"]),
            ("“It is safe,” Haan’s statement read.", &["\"It is\" = Piet Haan / read"]),
            ("“It is safe.” That was the verdict of Piet Haan.", &["\"It is\" = Piet Haan / -"]),
            ("The minister, Marta Oduya: “We are glad.”", &["\"We are\" = Marta Oduya / -"]),
            ("Oduya, the minister: “We are glad.”", &["\"We are\" = Marta Oduya / -"]),
        ],
    );
}

#[test]
fn names_come_with_words_before_them() {
    check_all(
        TOWN,
        &[
            ("U.S. Secretary of State Marta Oduya says she is “glad”.", &["\"glad\" = Marta Oduya / says"]),
            ("U.S. Ambassador to Germany Viktor Blum said he was “glad”.", &["\"glad\" = Viktor Blum / said"]),
            ("Archbishop of Canterbury Viktor Blum said he was “glad”.", &["\"glad\" = Viktor Blum / said"]),
            ("A spokesman for President Viktor Blum said he was “glad”.", &["\"glad\" = - / said"]),
            ("A spokeswoman for Mr Blum said he was “glad”.", &["\"glad\" = - / said"]),
            (
                "The deputy commander of the Central Command, Lt.-Gen. Viktor Blum, told Tass it was “big”.",
                &["\"big\" = Viktor Blum / told"],
            ),
            ("Orbis left. The Paris-based group said it was “glad”.", &["\"glad\" = Orbis / said"]),
            ("It was a day Secretary Moon called “grim”, Haan said.", &["\"grim\" = - / called"]),
            ("A tearful Cole said: “I miss it.”", &["\"I miss\" = Dana Cole / said"]),
            ("An angry Haan told reporters he was “done”.", &["\"done\" = Piet Haan / told"]),
            ("Embattled chief executive Piet Haan said he was “done”.", &["\"done\" = Piet Haan / said"]),
            ("Newly elected Mayor Lena Fischer said: “We start today.”", &["\"We start\" = Lena Fischer / said"]),
            ("Haan’s predecessor, Viktor Blum, said he was “sad”.", &["\"sad\" = Viktor Blum / said"]),
            ("“We are glad,” Orbis’s Piet Haan said.", &["\"We are\" = Piet Haan / said"]),
            ("“We are glad,” said Coastal Bank’s Dana Cole.", &["\"We are\" = Dana Cole / said"]),
            ("“We are glad,” said Kenya’s finance minister, Marta Oduya.", &["\"We are\" = Marta Oduya / said"]),
            (
                "“We are glad,” said Kenyan Finance minister Marta Oduya after meeting French president Claire Aubry.",
                &["\"We are\" = Marta Oduya / said"],
            ),
            ("“We are glad,” the Kenyan government said in a statement to Tass.", &["\"We are\" = Kenya / said"]),
            ("“We are glad,” said locksmith Viktor Blum, 43.", &["\"We are\" = Viktor Blum / said"]),
        ],
    );
}

#[test]
fn crowds_and_lawyers_are_not_whom_they_speak_of() {
    check_all(
        TOWN,
        &[
            ("Chants of “Haan out” rang through the square.", &[]),
            ("The crowd chanted “Haan out”.", &["\"Haan out\" = - / chanted"]),
            ("Supporters of Haan shouted: “Long live the bridge!”", &["\"Long live\" = - / shouted"]),
            ("Haan declined to comment. “Ask the police,” his lawyer said.", &["\"Ask the\" = - / said"]),
            ("Haan could not be reached. A spokesman said “no one is in”.", &["\"no one\" = - / said"]),
            ("Haan said: “I said ‘no’ and meant it.”", &["\"I said\" = Piet Haan / said"]),
            ("Haan’s critics say he is “asleep at the wheel”.", &["\"asleep at\" = - / say"]),
            ("Those close to Haan say he is “asleep at the wheel”.", &["\"asleep at\" = - / say"]),
            ("Half of those who voted for Haan say he is “asleep at the wheel”.", &["\"asleep at\" = - / say"]),
            ("Haan’s own party says he is “asleep at the wheel”.", &["\"asleep at\" = - / says"]),
            ("“He will pay,” vowed the mother of Viktor Blum.", &["\"He will\" = - / vowed"]),
        ],
    );
}

#[test]
fn titles_once_more() {
    check_all(
        TOWN,
        &[
            ("= Haan: Bridge is 'safe'", &["\"safe\" = Piet Haan / -"]),
            ("= Bridge is 'safe', says Haan", &["\"safe\" = Piet Haan / says"]),
            ("= Bridge is safe, Haan says; Oduya calls it 'a ruin'", &["\"a ruin\" = Marta Oduya / calls"]),
            ("= Haan Says Bridge Is 'Safe For All'", &["\"Safe For\" = Piet Haan / Says"]),
            ("= 'I was so scared': Woman tells of night on bridge", &["\"I was\" = - / -"]),
            ("= Oduya's aide: 'We are tired'", &[]),
        ],
    );
}
