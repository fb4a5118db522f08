//! Who speaks, as news around the world tells it.

use super::{TOWN, check_all};

#[test]
fn verbs_and_phrases_of_saying() {
    check_all(
        TOWN,
        &[
            ("“It is safe,” said Piet Haan, chief executive of Orbis.", &["\"It is\" = Piet Haan / said"]),
            ("“It is safe,” the finance minister, Marta Oduya, said.", &["\"It is\" = Marta Oduya / said"]),
            ("“It is safe,” said the finance minister, Marta Oduya.", &["\"It is\" = Marta Oduya / said"]),
            ("“It is safe,” said Orbis chief executive Piet Haan.", &["\"It is\" = Piet Haan / said"]),
            ("“It is safe,” says Haan.", &["\"It is\" = Piet Haan / says"]),
            ("“It is safe,” Haan will tell voters on Friday.", &["\"It is\" = Piet Haan / tell"]),
            ("“It is safe,” Haan is expected to say.", &["\"It is\" = Piet Haan / say"]),
            ("“It is safe,” Haan was quoted as saying by Coastal Bank.", &["\"It is\" = Piet Haan / saying"]),
            ("“It is safe,” Haan said of the bridge that Blum had built.", &["\"It is\" = Piet Haan / said"]),
            ("“A decent man,” Haan said of Blum.", &["\"A decent\" = Piet Haan / said"]),
            ("“Never,” said Oduya when asked by Blum.", &["\"Never,\" = Marta Oduya / said"]),
            ("“It is safe,” Haan went on.", &["\"It is\" = Piet Haan / went on"]),
            ("As Haan put it: “The bridge is a hymn to rust.”", &["\"The bridge\" = Piet Haan / put it"]),
            ("Haan is expected to say that the bridge is “a hymn to rust”.", &["\"a hymn\" = Piet Haan / say"]),
            ("In Haan’s words, the bridge is “a hymn to rust”.", &["\"a hymn\" = Piet Haan / words"]),
            ("Oduya tweeted: “We are open.”", &["\"We are\" = Marta Oduya / tweeted"]),
            ("Oduya wrote on Facebook: “We are open.”", &["\"We are\" = Marta Oduya / wrote"]),
            ("In a statement on Tuesday, Oduya said: “We will pay.”", &["\"We will\" = Marta Oduya / said"]),
            ("Oduya: “We will pay.”", &["\"We will\" = Marta Oduya / -"]),
            ("Asked whether she would resign, Oduya said: “Never.”", &["\"Never.\" = Marta Oduya / said"]),
            ("Oduya told Fischer that the bridge was “perfectly safe”.", &["\"perfectly safe\" = Marta Oduya / told"]),
            ("Haan rejected the claim as “absurd”.", &["\"absurd\" = Piet Haan / rejected"]),
            (
                "Orbis shut down after what the Navy called “aggressive moves” to board.",
                &["\"aggressive moves\" = - / called"],
            ),
            ("Some are held under what it calls “appalling” conditions.", &["\"appalling\" = - / calls"]),
            ("Haan denied he had been “asleep at the wheel”.", &["\"asleep at\" = Piet Haan / denied"]),
            ("Haan accused Oduya of “theft”.", &["\"theft\" = Piet Haan / accused"]),
            ("Haan vowed to “fight on”.", &["\"fight on\" = Piet Haan / vowed"]),
            ("Oduya thanked Haan, saying: “You saved us.”", &["\"You saved\" = Marta Oduya / saying"]),
            ("But Haan disagreed: “It is only rust.”", &["\"It is\" = Piet Haan / disagreed"]),
            ("Haan’s reply was short: “No.”", &["\"No.\" = Piet Haan / reply"]),
            (
                "Oduya’s claim that the bridge is “past saving” was rejected.",
                &["\"past saving\" = Marta Oduya / claim"],
            ),
            ("Prosecutors said Haan had told a friend: “I will burn it.”", &["\"I will\" = Piet Haan / told"]),
            ("Oduya said Haan had called her “a liar”.", &["\"a liar\" = Piet Haan / called"]),
            ("Oduya said she agreed with Haan that it was “past saving”.", &["\"past saving\" = Marta Oduya / said"]),
            (
                "Haan, who called Oduya “a liar” last year, said he was “sorry”.",
                &["\"a liar\" = Piet Haan / called", "\"sorry\" = Piet Haan / said"],
            ),
            (
                "Haan said it was “safe”, a day after Oduya called it “a ruin”.",
                &["\"safe\" = Piet Haan / said", "\"a ruin\" = Marta Oduya / called"],
            ),
            ("Oduya quoted Haan: “It is only rust.”", &["\"It is\" = Piet Haan / quoted"]),
        ],
    );
}

#[test]
fn others_in_the_sentence_are_not_the_speaker() {
    check_all(
        TOWN,
        &[
            ("“It is safe,” Oduya, flanked by Haan and Blum, told reporters.", &["\"It is\" = Marta Oduya / told"]),
            ("Oduya, asked by Blum about it, said it was “safe enough”.", &["\"safe enough\" = Marta Oduya / said"]),
            ("Speaking alongside Haan, Oduya said it was “safe enough”.", &["\"safe enough\" = Marta Oduya / said"]),
            ("Haan’s lawyer, Viktor Blum, said: “He will pay.”", &["\"He will\" = Viktor Blum / said"]),
            ("Haan’s wife said: “He will pay.”", &["\"He will\" = - / said"]),
            ("Blum’s lawyer said his client was “innocent”.", &["\"innocent\" = - / said"]),
            ("Haan was told: “You must go.”", &["\"You must\" = - / told"]),
            ("Haan heard someone shout: “Run for it!”", &["\"Run for\" = - / shout"]),
            ("“He will pay,” said a spokesman for Haan.", &["\"He will\" = - / said"]),
            ("“He will pay,” one of Haan’s aides said.", &["\"He will\" = - / said"]),
            ("“He will pay,” a person close to Haan said.", &["\"He will\" = - / said"]),
            ("“He will pay,” an aide to Oduya said.", &["\"He will\" = - / said"]),
            ("“He will pay,” said Haan’s brother Viktor Blum.", &["\"He will\" = Viktor Blum / said"]),
            ("Blum, 43, a teacher from Nairobi, said: “We won.”", &["\"We won.\" = Viktor Blum / said"]),
            ("Blum (pictured) said: “We won.”", &["\"We won.\" = Viktor Blum / said"]),
            (
                "Dr Viktor Blum, who leads Orbis and advised Oduya, said: “We won.”",
                &["\"We won.\" = Viktor Blum / said"],
            ),
            ("Blum, of Orbis, said: “We won.”", &["\"We won.\" = Viktor Blum / said"]),
            ("Ms Cole’s husband, Viktor Blum, said she was “fine”.", &["\"fine\" = Viktor Blum / said"]),
            ("Tass quoted an official as saying “it is over for Haan”.", &["\"it is\" = - / saying"]),
        ],
    );
}

#[test]
fn those_without_a_name_are_nobody_we_know() {
    check_all(
        TOWN,
        &[
            ("Haan left. “We ran,” said one resident.", &["\"We ran,\" = - / said"]),
            (
                "Haan left. “We ran,” a nurse said. “It was dark,” he added.",
                &["\"We ran,\" = - / said", "\"It was\" = - / added"],
            ),
            (
                "Haan left. “We ran,” said Tom Reed, a nurse. “It was dark,” he added.",
                &["\"We ran,\" = - / said", "\"It was\" = - / added"],
            ),
            (
                "Haan spoke. A senior official said it was “dead”. “It never lived,” the official added.",
                &["\"dead\" = - / said", "\"It never\" = - / added"],
            ),
            ("Haan praised Oduya. A resident disagreed. “He lies,” she said.", &["\"He lies,\" = - / said"]),
            ("Haan’s mother was there. “He was a shy boy,” she said.", &["\"He was\" = - / said"]),
            (
                "Haan left. A spokesman said it was a plan that, he said, “works for all”.",
                &["\"works for\" = - / said"],
            ),
            ("“They took it all,” the head of Orbis said.", &["\"They took\" = - / said"]),
            ("Haan left. “They took it all,” people familiar with the matter said.", &["\"They took\" = - / said"]),
            ("Haan left. “They took it all,” said a source at Orbis.", &["\"They took\" = - / said"]),
            ("Haan left. “Two men were held,” police said.", &["\"Two men\" = - / said"]),
            ("Haan left. “He must go,” the judge ruled.", &["\"He must\" = - / ruled"]),
            ("Haan left. “He must go,” the report said.", &["\"He must\" = - / said"]),
            ("Haan left. “He must go,” her sister said.", &["\"He must\" = - / said"]),
            ("Haan left. “He must go,” said a French minister.", &["\"He must\" = - / said"]),
            ("Haan left. “He must go,” a second witness told Orbis.", &["\"He must\" = - / told"]),
            ("Haan left. “He must go,” read one of the posts.", &["\"He must\" = - / read"]),
            ("Haan left.\n“He must go and never come back.”\nA nurse said so.", &["\"He must\" = - / -"]),
        ],
    );
}

#[test]
fn pronouns_by_what_forenames_and_words_tell() {
    check_all(
        TOWN,
        &[
            ("Oduya met Haan. “It is late,” she said.", &["\"It is\" = Marta Oduya / said"]),
            ("Haan met Oduya. “It is late,” he said.", &["\"It is\" = Piet Haan / said"]),
            ("Oduya met Haan. “It is late,” he said.", &["\"It is\" = Piet Haan / said"]),
            ("Oduya and Haan met. Haan left. “It is late,” she said.", &["\"It is\" = Marta Oduya / said"]),
            (
                "Haan told Oduya he was “sorry”. She said it was “too late”.",
                &["\"sorry\" = Piet Haan / told", "\"too late\" = Marta Oduya / said"],
            ),
            (
                "Cole, 41, said her son was “brave”. “He never cried,” she said.",
                &["\"brave\" = Dana Cole / said", "\"He never\" = Dana Cole / said"],
            ),
            (
                "“It’s sad,” said Adeyo, who coached Blum. “He was our best,” he added.",
                &["\"It’s sad,\" = Samuel Adeyo / said", "\"He was\" = Samuel Adeyo / added"],
            ),
            ("Piet Haan fell. “It hurt,” she said.", &["\"It hurt,\" = - / said"]),
            (
                "“Is it safe?” Blum asked Haan. “Yes,” he replied.",
                &["\"Is it\" = Viktor Blum / asked", "\"Yes,\" = Piet Haan / replied"],
            ),
            ("Haan and Blum met. “We won,” they said.", &["\"We won,\" = Piet Haan / said"]),
            (
                "“It is ours,” Haan said.\nThe tide rose.\n“It was always ours,” he added.",
                &["\"It is\" = Piet Haan / said", "\"It was\" = Piet Haan / added"],
            ),
        ],
    );
}

#[test]
fn roles_are_whose_they_are() {
    check_all(
        TOWN,
        &[
            ("Oduya opened the session. “We will pay,” the minister said.", &["\"We will\" = Marta Oduya / said"]),
            ("Aubry met Oduya. “We will pay,” the French president said.", &["\"We will\" = Claire Aubry / said"]),
            ("Haan met Oduya. “We will pay,” the chief executive added.", &["\"We will\" = Piet Haan / added"]),
            ("Haan met Adeyo. “We will win,” the coach said after the game.", &["\"We will\" = Samuel Adeyo / said"]),
            ("Cole fell on stage. “It hurt,” the 41-year-old actress said.", &["\"It hurt,\" = Dana Cole / said"]),
            ("Blum fell on the ice. “It hurt,” the 27-year-old said.", &["\"It hurt,\" = Viktor Blum / said"]),
            ("Blum won in straight sets. “It hurt,” the Kenyan said.", &["\"It hurt,\" = Viktor Blum / said"]),
            ("Blum fell on the ice. “It hurt,” the former striker said.", &["\"It hurt,\" = Viktor Blum / said"]),
            ("Haan met Oduya. “We will pay,” the two ministers said.", &["\"We will\" = - / said"]),
            (
                "Haan met Oduya. “We will pay,” said a joint statement by Haan and Oduya.",
                &["\"We will\" = Piet Haan / said"],
            ),
            ("Adeyo was ill. “He will pay,” Blum’s coach said.", &["\"He will\" = Samuel Adeyo / said"]),
            ("Aubry met Oduya. “We will pay,” a minister said.", &["\"We will\" = - / said"]),
        ],
    );
}

#[test]
fn houses_and_offices() {
    check_all(
        TOWN,
        &[
            ("Orbis shut the plant. “We regret it,” the company said.", &["\"We regret\" = Orbis / said"]),
            ("Orbis shut the plant. “We regret it,” the carmaker said in a filing.", &["\"We regret\" = Orbis / said"]),
            ("Coastal Bank met Orbis. “We regret it,” the bank said.", &["\"We regret\" = Coastal Bank / said"]),
            (
                "The Health Ministry met Orbis. “We regret it,” the ministry said.",
                &["\"We regret\" = Health Ministry / said"],
            ),
            ("“We regret it,” the Élysée said.", &["\"We regret\" = Élysée / said"]),
            ("“We regret it,” Orbis said in a filing.", &["\"We regret\" = Orbis / said"]),
            ("“We regret it,” read a statement from Orbis.", &["\"We regret\" = Orbis / read"]),
            ("“We regret it,” a statement from the Health Ministry read.", &["\"We regret\" = Health Ministry / read"]),
            ("“We regret it,” a spokesperson for Orbis said.", &["\"We regret\" = Orbis / said"]),
            ("“We regret it,” Orbis spokeswoman Dana Cole said.", &["\"We regret\" = Dana Cole / said"]),
            ("“We regret it,” the central bank said.", &["\"We regret\" = - / said"]),
            ("“We regret it,” Kenya’s foreign ministry said.", &["\"We regret\" = Kenya / said"]),
            (
                "“We regret it,” an Orbis spokesman said. “We will pay,” he added.",
                &["\"We regret\" = Orbis / said", "\"We will\" = Orbis / added"],
            ),
        ],
    );
}

#[test]
fn titles_have_dots() {
    check_all(
        TOWN,
        &[
            ("“It is safe,” said Dr. Viktor Blum.", &["\"It is\" = Viktor Blum / said"]),
            ("“It is safe,” said U.S. Sen. Viktor Blum, 54.", &["\"It is\" = Viktor Blum / said"]),
            ("“It is safe,” Lt. Col. Viktor Blum said.", &["\"It is\" = Viktor Blum / said"]),
            ("“It is safe,” Mr. Blum told Mrs. Fischer.", &["\"It is\" = Viktor Blum / told"]),
            ("Mr. Haan spoke. “It is safe,” St. John’s mayor said.", &["\"It is\" = - / said"]),
        ],
    );
}

#[test]
fn a_colon_announces_the_next_paragraph() {
    check_all(
        TOWN,
        &[
            (
                "Cole had this to say about it:\n“The bridge is a hymn to rust.”\n“It is mine.”",
                &["\"The bridge\" = Dana Cole / -", "\"It is\" = Dana Cole / -"],
            ),
            ("Viktor Blum, keeper of the lock:\n“The river rose in the night.”", &["\"The river\" = Viktor Blum / -"]),
            (
                "# Viktor Blum, keeper of the lock:\n“The river rose in the night.”",
                &["\"The river\" = Viktor Blum / -"],
            ),
            ("Blum met Cole. She wrote later:\n“The river rose in the night.”", &["\"The river\" = Dana Cole / -"]),
            ("Haan left. A neighbour wrote to us:\n“The river rose in the night.”", &["\"The river\" = - / -"]),
        ],
    );
}

#[test]
fn the_sentence_beside_tells() {
    check_all(
        TOWN,
        &[
            (
                "Oduya spoke to reporters outside the court. “We will appeal this ruling.”",
                &["\"We will\" = Marta Oduya / -"],
            ),
            (
                "Haan shook his head. “It is only rust.” He pointed at it. “Look over there.”",
                &["\"It is\" = Piet Haan / -", "\"Look over\" = Piet Haan / -"],
            ),
            ("“It is only rust.” Haan was speaking outside the plant.", &["\"It is\" = Piet Haan / -"]),
            ("“It is only rust.” So said Haan on Friday.", &["\"It is\" = Piet Haan / -"]),
            ("“It is only rust.” That is how Haan put it.", &["\"It is\" = Piet Haan / -"]),
            ("“It is only rust.” Those were the words of Piet Haan.", &["\"It is\" = Piet Haan / -"]),
            ("“It is only rust.” The crowd cheered.", &["\"It is\" = - / -"]),
        ],
    );
}
