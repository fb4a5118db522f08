//! Own sentences, by what they are about.

use super::check;

const MAYOR: &str = "Ada Brunn (Lisbon mayor); Otto Keel (Danish prime minister/prime minister); Ines Vance; Rolf Tamm \
    (Harbour Board spokesman); @Harbour Board; @Grain Office; +DK Denmark|Danish|Copenhagen; +PT Portugal|Portuguese|Lisbon; \
    +FI Finland|Finnish|Helsinki";

#[test]
fn the_cue_comes_after() {
    check("“We will rebuild the pier,” Brunn said.", MAYOR, &["\"We will\" = Ada Brunn / said"]);
    check("\"We will rebuild the pier,\" said Ada Brunn.", MAYOR, &["\"We will\" = Ada Brunn / said"]);
    check("“We will rebuild it,” Lisbon mayor Ada Brunn told reporters.", MAYOR, &["\"We will\" = Ada Brunn / told"]);
    check("“We will rebuild it,” said Lisbon mayor Ada Brunn on Friday.", MAYOR, &["\"We will\" = Ada Brunn / said"]);
    check("“We will rebuild it”, Brunn wrote on her website.", MAYOR, &["\"We will\" = Ada Brunn / wrote"]);
    check("‘We’ll rebuild it,’ Ms Brunn said.", MAYOR, &["\"We’ll rebuild\" = Ada Brunn / said"]);
    check("“Is it too late?” Brunn asked. “No.”", MAYOR, &["\"Is it\" = Ada Brunn / asked"]);
    check("“Never again!” shouted Keel.", MAYOR, &["\"Never again!\" = Otto Keel / shouted"]);
    check("“It was late,” Brunn, who had met Keel, said.", MAYOR, &["\"It was\" = Ada Brunn / said"]);
    check("“It was late,” Brunn, the mayor, said.", MAYOR, &["\"It was\" = Ada Brunn / said"]);
    check(
        "“It was late,” Rolf Tamm, a spokesman for the Harbour Board, said.",
        MAYOR,
        &["\"It was\" = Rolf Tamm / said"],
    );
    check("“It was late,” Brunn told Keel, according to a diplomat.", MAYOR, &["\"It was\" = Ada Brunn / told"]);
    check("“It was late,” according to Otto Keel.", MAYOR, &["\"It was\" = Otto Keel / according to"]);
    check("“It was late,” Keel and Brunn said in a letter.", MAYOR, &["\"It was\" = Otto Keel / said"]);
    check("“It was late,” Brunn on Tuesday said.", MAYOR, &["\"It was\" = Ada Brunn / said"]);
    check("“It was late,” Brunn posted on her X account.", MAYOR, &["\"It was\" = Ada Brunn / posted"]);
    check("“It was late,” Ines Vance has said.", MAYOR, &["\"It was\" = Ines Vance / said"]);
    check("“It was late,” Keel grinned.", MAYOR, &["\"It was\" = Otto Keel / grinned"]);
    check("„Es war spät“, sagte Otto Keel.", MAYOR, &["\"Es war\" = Otto Keel / sagte"]);
}

#[test]
fn the_cue_comes_before() {
    check("Brunn said: “We will rebuild the pier.”", MAYOR, &["\"We will\" = Ada Brunn / said"]);
    check("Brunn said on Monday that “the pier will be rebuilt”.", MAYOR, &["\"the pier\" = Ada Brunn / said"]);
    check("Brunn called the plan “reckless”.", MAYOR, &["\"reckless\" = Ada Brunn / called"]);
    check(
        "Keel described the talks as “warm” and the tea as “cold”.",
        MAYOR,
        &["\"warm\" = Otto Keel / described", "\"cold\" = Otto Keel / described"],
    );
    check("Keel left the room, saying he was “very tired”.", MAYOR, &["\"very tired\" = Otto Keel / saying"]);
    check("In a statement, Otto Keel said the bridge was “safe”.", MAYOR, &["\"safe\" = Otto Keel / said"]);
    check("After meeting Brunn, Keel said the bridge was “safe”.", MAYOR, &["\"safe\" = Otto Keel / said"]);
    check("Brunn, who has quarrelled with Keel, said the bridge was “safe”.", MAYOR, &["\"safe\" = Ada Brunn / said"]);
    check("The bill drew a laugh from Keel, who called it “a poem”.", MAYOR, &["\"a poem\" = Otto Keel / called"]);
    check("Brunn praised the crews and said they were “heroes”.", MAYOR, &["\"heroes\" = Ada Brunn / said"]);
    check("Keel was described by Brunn as “a tired man”.", MAYOR, &["\"a tired\" = Ada Brunn / described"]);
    check("Speaking in Copenhagen, Keel urged voters to “stay at home”.", MAYOR, &["\"stay at\" = Otto Keel / urged"]);
    check("Brunn accused Keel of “selling the harbour”.", MAYOR, &["\"selling the\" = Ada Brunn / accused"]);
    check("Brunn’s deputy, Ines Vance, said it was “a start”.", MAYOR, &["\"a start\" = Ines Vance / said"]);
    check("Calling it “a disgrace”, Brunn left.", MAYOR, &["\"a disgrace\" = Ada Brunn / Calling"]);
    check("Calling it “a disgrace,” Brunn left.", MAYOR, &["\"a disgrace,\" = Ada Brunn / Calling"]);
    check("The radio quoted Keel as saying “the war is over”.", MAYOR, &["\"the war\" = Otto Keel / saying"]);
    check("Asked about Brunn, Keel replied: “No comment.”", MAYOR, &["\"No comment.\" = Otto Keel / replied"]);
    check("It was late and Brunn said the crews were “worn out”.", MAYOR, &["\"worn out\" = Ada Brunn / said"]);
    check("According to Ines Vance, the tide was “far too high”.", MAYOR, &["\"far too\" = Ines Vance / According to"]);
    check("Keel said the two sides had agreed on “a new ferry line”.", MAYOR, &["\"a new\" = Otto Keel / said"]);
    check("Denmark has said the ferry is “essential”.", MAYOR, &["\"essential\" = Denmark / said"]);
    check(
        "Brunn said she was “glad”, but Keel said he was “sorry”.",
        MAYOR,
        &["\"glad\" = Ada Brunn / said", "\"sorry\" = Otto Keel / said"],
    );
}

#[test]
fn a_quote_parted_by_its_cue_is_two() {
    check(
        "“We will rebuild it,” Brunn said, “and soon.”",
        MAYOR,
        &["\"We will\" = Ada Brunn / said", "\"and soon.\" = Ada Brunn / said"],
    );
    check(
        "“We will,” Brunn said, adding that it would be done “by spring.”",
        MAYOR,
        &["\"We will,\" = Ada Brunn / said", "\"by spring.\" = Ada Brunn / adding"],
    );
    check(
        "“We will rebuild it,” Brunn said. “It is our pier.”",
        MAYOR,
        &["\"We will\" = Ada Brunn / said", "\"It is\" = Ada Brunn / -"],
    );
}

#[test]
fn pronouns_are_whom_the_telling_is_about() {
    check("Brunn met Keel in Lisbon.\n“It was late,” she said.", MAYOR, &["\"It was\" = Ada Brunn / said"]);
    check(
        "“It is ours,” Brunn told Keel.\n“It always was,” she added.",
        MAYOR,
        &["\"It is\" = Ada Brunn / told", "\"It always\" = Ada Brunn / added"],
    );
    check("Keel praised Brunn. He said she was “a rare friend”.", MAYOR, &["\"a rare\" = Otto Keel / said"]);
    check("“It is ours,” he said.", MAYOR, &["\"It is\" = - / said"]);
    check(
        "The Harbour Board closed the pier. It said the planks were “rotten”.",
        MAYOR,
        &["\"rotten\" = Harbour Board / said"],
    );
    check("Before Keel left, he said the tea was “cold”.", MAYOR, &["\"cold\" = Otto Keel / said"]);
    check(
        "“It is ours,” Keel and Brunn said.\n“We will keep it,” they added.",
        MAYOR,
        &["\"It is\" = Otto Keel / said", "\"We will\" = Otto Keel / added"],
    );
}

#[test]
fn phrases_are_looked_up_by_role() {
    check("“It is ours,” the Danish prime minister said.", MAYOR, &["\"It is\" = Denmark / said"]);
    check("Keel met Brunn.\n“It is ours,” the Danish prime minister said.", MAYOR, &["\"It is\" = Otto Keel / said"]);
    check("Keel met Brunn.\n“It is ours,” said the Danish leader.", MAYOR, &["\"It is\" = Otto Keel / said"]);
    check("Brunn met Keel.\n“It is ours,” the prime minister said.", MAYOR, &["\"It is\" = Otto Keel / said"]);
    check("Brunn met Keel.\n“It is ours,” the Finnish president said.", MAYOR, &["\"It is\" = Finland / said"]);
    check(
        "Ines Vance spoke first.\n“It is ours,” the Finnish president said.",
        MAYOR,
        &["\"It is\" = Ines Vance / said"],
    );
    check(
        "It is closed, a Harbour Board spokesman said.\n“The planks are rotten,” the spokesman said.",
        MAYOR,
        &["\"The planks\" = Harbour Board / said"],
    );
    check("Keel was ill, his spokesman said. “He will rest,” the spokesman said.", MAYOR, &["\"He will\" = - / said"]);
    check(
        "Rolf Tamm, the spokesman, was late. “I overslept,” the spokesman said.",
        MAYOR,
        &["\"I overslept,\" = Rolf Tamm / said"],
    );
    check("“He will rest,” a spokesman for Keel said.", MAYOR, &["\"He will\" = - / said"]);
    check("“He will rest,” Keel’s office said.", MAYOR, &["\"He will\" = - / said"]);
    check("“He will rest,” a senior official said.", MAYOR, &["\"He will\" = - / said"]);
}

#[test]
fn organisations_and_offices_speak_too() {
    check("“The pier is shut,” the Harbour Board said.", MAYOR, &["\"The pier\" = Harbour Board / said"]);
    check(
        "“The pier is shut,” said a spokeswoman for the Harbour Board.",
        MAYOR,
        &["\"The pier\" = Harbour Board / said"],
    );
    check("“The pier is shut,” the Danish government said.", MAYOR, &["\"The pier\" = Denmark / said"]);
    check("“The pier is shut,” Denmark’s foreign ministry said.", MAYOR, &["\"The pier\" = Denmark / said"]);
    check("“The pier is shut,” Helsinki said.", MAYOR, &["\"The pier\" = Finland / said"]);
    check("“The pier is shut,” Danish officials said.", MAYOR, &["\"The pier\" = - / said"]);
    check(
        "In a note, the Grain Office warned of “a lean year”.\n“Stocks are low,” the statement said.",
        MAYOR,
        &["\"a lean\" = Grain Office / warned", "\"Stocks are\" = Grain Office / said"],
    );
}

#[test]
fn speech_goes_on_without_a_cue() {
    check(
        "“It is ours,” Brunn said.\n“It has been for a hundred years.”",
        MAYOR,
        &["\"It is\" = Ada Brunn / said", "\"It has\" = Ada Brunn / -"],
    );
    check(
        "Brunn said “it is ours and will be.\n“It has been for a hundred years,” she added.",
        MAYOR,
        &["\"it is\" = Ada Brunn / said", "\"It has\" = Ada Brunn / added"],
    );
    check(
        "“It is ours.\n“It has been for long,” Brunn said.",
        MAYOR,
        &["\"It is\" = Ada Brunn / -", "\"It has\" = Ada Brunn / said"],
    );
    check("Brunn was angry. “It is so.”", MAYOR, &["\"It is\" = Ada Brunn / -"]);
    check("Brunn was angry. “It is ours and nobody else’s.”", MAYOR, &["\"It is\" = Ada Brunn / -"]);
    check("The night was cold.\n“It is ours and nobody else’s.”", MAYOR, &["\"It is\" = - / -"]);
    check(
        "“It is ours,” Brunn said.\nThe tide rose.\n“It has been for long.”",
        MAYOR,
        &["\"It is\" = Ada Brunn / said", "\"It has\" = - / -"],
    );
    check(
        "“It is ours,” a fisherman said.\n“It has been for long.”",
        MAYOR,
        &["\"It is\" = - / said", "\"It has\" = - / -"],
    );
}

#[test]
fn titles_terms_and_headings_are_no_quotes() {
    check("The “reassurance fund” was set up in May.", MAYOR, &[]);
    check("Brunn said the film “The Long Pier” was a joy.", MAYOR, &[]);
    check("Keel read from a novel called “Salt” in Lisbon.", MAYOR, &[]);
    check("The so-called “shadow fleet” sailed on.", MAYOR, &[]);
    check("A deal on a “large scale” was near, the official said.", MAYOR, &[]);
    check("# Brunn says 'no'\nThe pier is shut.", MAYOR, &[]);
    check("‘Planks on the table’\nThe pier is shut.", MAYOR, &[]);
    check("| Brunn at the “Pier of Hope” in Lisbon.", MAYOR, &[]);
    check("| Brunn in Lisbon, where she said the pier was “a jewel”.", MAYOR, &["\"a jewel\" = Ada Brunn / said"]);
    check("[ Brunn urges city not to repeat 'mistakes of old' ]", MAYOR, &[]);
    check("The leaders' plan and the '90s weren't Keel's own.", MAYOR, &[]);
    check("The claims of “root causes” have been made since.", MAYOR, &[]);
}

#[test]
fn he_and_she_are_told_apart_where_the_text_tells() {
    check("Keel met Ms Brunn. “It is ours,” she said.", MAYOR, &["\"It is\" = Ada Brunn / said"]);
    check("Mr Keel said Ms Brunn was late. She called it “a lie”.", MAYOR, &["\"a lie\" = Ada Brunn / called"]);
    check(
        "Keel was in town. The sky was grey. Rain fell. Gulls cried. Boats rocked. “It is ours,” he said.",
        MAYOR,
        &["\"It is\" = Otto Keel / said"],
    );
    check(
        "Keel was in town.\n“It is over,” Mattson said.\n“It is ours,” he added.",
        MAYOR,
        &["\"It is\" = - / said", "\"It is\" = - / added"],
    );
}

#[test]
fn words_held_with_tongs_stay_out() {
    check("Owners said they prefer boats with “natural” paint.", MAYOR, &[]);
    check("We have also added a “starter” plan to the book.", MAYOR, &[]);
    check("A poll found that “sea view” sells best.", MAYOR, &[]);
    check("The search terms “pier” and “harbour” were used.", MAYOR, &[]);
    check("It is free, thanks to “open doors for all”.", MAYOR, &[]);
    check("“Pier 2.0” offers rest to all who come.", MAYOR, &[]);
    check("The “small boats,” the big one leads because it adds speed.", MAYOR, &[]);
    check("Officials said it was “essential”.", MAYOR, &["\"essential\" = - / said"]);
    check("“Our coast shaped me and my work,” the artist notes.", MAYOR, &["\"Our coast\" = - / notes"]);
    check(
        "A line to say each night: “May the sea be calm.”\n“It helps us,” Brunn said.",
        MAYOR,
        &["\"May the\" = - / -", "\"It helps\" = Ada Brunn / said"],
    );
}

#[test]
fn bugs_met() {
    // A weak verb within what is said does not take the words from who says them.
    check("Keel said work would continue “on both shores and at sea”.", MAYOR, &["\"on both\" = Otto Keel / said"]);
}
