use proptest::prelude::*;

use super::*;

/// A text in which ` | ` stands between the sentences.
fn check(marked: &str) {
    let text = marked.replace(" | ", " ");
    let got: Vec<&str> = sentences(&text).into_iter().map(|span| span.of(&text)).collect();
    assert_eq!(got.join(" | "), marked);
}

#[test]
fn words_leave_signs_out() {
    let text = "Macron’s “talks”, 3.5 %";
    let found: Vec<&str> = words(text).map(|(span, _)| span.of(text)).collect();
    assert_eq!(found, ["Macron’s", "talks", "3.5"]);
    assert_eq!(count_words(text), 3);
}

#[test]
fn plain_sentences() {
    check("He left. | She stayed. | They spoke");
    check("Is it true? | Yes! | No.");
    check("It was over... | He left. | Well … it was not.");
    check("He waited ... and waited.");
    check("It came at last. | 10 people were there.");
    check("It is on example.com. | It was at www.example.org/a.b?c=d.");
    check("Yahoo! said on Monday that it would. | It did.");
    assert_eq!(sentences(""), []);
    assert_eq!(sentences(" \n "), []);
}

#[test]
fn countries_and_other_letters_with_stops() {
    check("He met U.S. President Ann Lee in Paris. | They spoke.");
    check("The U.S. Senate voted. | It left the U.S. | The talks went on.");
    check("He left the U.S. | But she stayed.");
    check("The U.N. Security Council met. | Washington, D.C. Mayor Ann Lee spoke.");
    check("He has a Ph.D. in law. | She has a B.A. | They met.");
    check("Ann Lee, R-S.C., spoke. | Bob Roe listened.");
    check("The pan-U.S. Council met (in the U.S.) Monday. | It left.");
    check("The meeting, e.g. in Paris, i.e. The Hague, went on. | It ended.");
}

#[test]
fn titles_and_initials() {
    check("Mr. Lee and Mrs. Roe met Dr. Moe. | All agreed.");
    check("Lt. Gen. Ann Lee arrived. | Gen. Roe did not.");
    check("Sen. Ann Lee spoke. | Rep. Bob Roe listened. | Defence Sec. Moe slept.");
    check("Vice President J.D. Vance said so. | J. D. Vance agreed. | J.R.R. Moe did not.");
    check("George W. Bush left. | John F. Kennedy came. | By J. A. Lee.");
    check("After World War I. | Germany was poor. | It was plan B. | It failed.");
    check("Bob Roe Jr. Foundation money went to Moe Jr. | He sang.");
    check("В. Путин встретил А. Б. Иванова. | Они говорили.");
}

#[test]
fn numbers_and_dates() {
    check("The price rose 3.5 percent to $1.25. | It then fell by .5 points.");
    check("No. 10 Downing Street was quiet. | She said no. | It was No. 1 in the charts.");
    check("On Feb. 17 they met. | By Fri. Dec. 19 it was over. | It was Sept. | They left.");
    check("They met at 5 p.m. Friday in St. Petersburg. | Then they left.");
    check("They met at 5 p.m. | Macron left at 6 p.m. Moscow time and at 8 a.m. GMT.");
    check("They met at 5 p.m. | The third time he spoke at 9 a.m. Eastern Standard Time.");
    check("See Fig. 3, p. 12, Art. 5 and so on. | The rest is clear.");
    check("1. Peace comes first. | He was 17. | Then he left. | It was in 2025. | 2026 was better.");
}

#[test]
fn firms_and_places() {
    check("Apple Inc. CEO Tim Cook spoke. | Shares of Moe Co. fell. | He left Apple Inc. | It fell.");
    check("He was born in Springfield, Ill. | He died in Conn. a year later.");
    check("They met on Wall St. | The market fell, etc. | There was more.");
    check("Ukraine vs. Russia was played. | It ended 2-2.");
}

#[test]
fn quotations_keep_their_marks() {
    check("“We want peace,” he said. | “We will get it.” | Then he left.");
    check("“We want peace. We will get it,” he said. | Then he left.");
    check("“We want peace. We will get it.” | Then he left.");
    check("\"I did it. I did,\" he said. | \"I did.\" | He nodded.");
    check("He wrote, ‘I am here. You’re not.’ | She read the workers’ page. | It’s long.");
    check("He said: “She told me, ‘Go.’” | He went.");
    check("«Je pars. Je reste.» | Il est là. | „Gut. Ja.“ | Er ging.");
    check("“A quotation that goes on in the next paragraph. | It is not closed. | Not here.");
}

#[test]
fn questions_keep_their_speaker() {
    check("“Why now?” she asked. | “Because!” | He laughed.");
    check("“Enough!” Emmanuel Macron said. | “Why?” | Macron left.");
    check("“Is it over?” asked the president. | “It is.”");
}

#[test]
fn brackets_hold_together() {
    check("(He was not there. Nobody was.) | She was.");
    check("They met (in Paris). | They spoke (at last!) and left [sic]. | All of them.");
}

#[test]
fn other_scripts() {
    check("هل هذا صحيح؟ | نعم. | شكرا.");
    check("यह सच है। | वह गया।");
    let text = "东京是首都。它很大！“好。很好。”他说：３．５度。";
    let got: Vec<&str> = sentences(text).into_iter().map(|span| span.of(text)).collect();
    assert_eq!(got, ["东京是首都。", "它很大！", "“好。很好。”", "他说：３．５度。"]);
}

#[test]
fn blank_lines_end_sentences() {
    let text = "A heading\n\nA sentence\nover two lines. Another “one\n \nLast”";
    let got: Vec<&str> = sentences(text).into_iter().map(|span| span.of(text)).collect();
    assert_eq!(got, ["A heading", "A sentence\nover two lines.", "Another “one", "Last”"]);
}

/// The promises of `sentences`, for any text.
fn promises(text: &str) {
    let mut at = 0;
    for span in sentences(text) {
        let gap = text.get(at..span.start as usize).unwrap();
        let sentence = text.get(span.range()).unwrap();
        assert!(gap.trim().is_empty(), "{text:?} loses {gap:?}");
        assert!(!sentence.is_empty() && sentence.trim() == sentence, "{text:?} gives {sentence:?}");
        at = span.end as usize;
    }
    assert!(text[at..].trim().is_empty(), "{text:?} loses its end");
}

proptest! {
    #[test]
    fn promises_hold_for_any_text(text in any::<String>()) {
        promises(&text);
    }

    #[test]
    fn promises_hold_for_news(picks in prop::collection::vec(prop::sample::select(PICKS), 0..60)) {
        promises(&picks.concat());
    }
}

const PICKS: &[&str] = &[
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\u{A0}",
    ".",
    ". ",
    "!",
    "?",
    "…",
    "。",
    "．",
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    "(",
    ")",
    "[",
    "]",
    "«",
    "»",
    "„",
    "「",
    "」",
    "U.S",
    "J",
    "I",
    "Mr",
    "No",
    "Feb",
    "p.m",
    "Inc",
    "1",
    "2025",
    "The",
    "the",
    "said",
    "Macron",
    "é",
    "東",
    "e\u{301}",
    "-",
    "–",
    "&",
    ",",
    "👩\u{200D}",
];

#[test]
fn the_samples_are_cut_into_sentences() {
    let Some(articles) = crate::samples::articles() else { return };
    for (name, bytes) in articles {
        let text = String::from_utf8_lossy(&bytes);
        promises(&text);
        for span in sentences(&text) {
            let sentence = span.of(&text);
            let last = sentence.split_whitespace().last().unwrap_or_default();
            assert!(!matches!(last, "Mr." | "Gen." | "Lt." | "Sen." | "No." | "J.D."), "{name}: {sentence:?}");
        }
    }
}
