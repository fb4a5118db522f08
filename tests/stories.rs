//! Journeys through stories: told, listed, compared.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod program;

use newsprint::app::fold::Chosen;
use newsprint::app::{Effect, Message};
use newsprint::corpus::ArticleId;
use program::Program;
use ratatui::style::Modifier;

const POST: &str = "The ferry company that serves the northern islands of Norway will halve its winter timetable, its \
director, Ingrid Moe, told the islanders of Sandvik on Tuesday.

“We have sailed at a loss for four winters,” Moe said on the quay. Some 9,000 people live on the three outer islands.

The transport minister, Per Aas, said the subsidy was refused by parliament, and that Norway could not pay for a second \
ferry crossing on Mondays. Olav Berg of the fishermen's union called the timetable a death sentence for the islands.
";

const HERALD: &str =
    "Islanders in the north of Norway face a winter with one ferry a day, after parliament refused the \
subsidy that the ferry company's director, Ingrid Moe, had asked for.

“The law does not allow a contract for ten years,” transport minister Per Aas said on Wednesday. Denmark has offered a \
second ferry for the winter timetable, Danish shipowner Niels Holm said.

A petition against the timetable has 3,200 names, Olav Berg of the fishermen's union said.
";

const LATER: &str =
    "A second ferry will sail to the outer islands of Norway this winter after all. Transport minister Per \
Aas and the ferry company's director, Ingrid Moe, signed a contract on Friday.

“The islands have their timetable back,” Moe said. The subsidy is paid by parliament for one winter. Olav Berg, of the \
fishermen's union, said the ferry was not enough.
";

const STORM: &str = "A storm closed the ports of Osaka and Kobe in Japan on Sunday. Nobody was hurt, police said.\n";
const YARD: &str = "The yard of Ingrid Moe's brother at Sandvik in Norway won a prize for a boat without an engine.\n";

const FIRST: &str = "Ferry company halves winter timetable";
const SECOND: &str = "Islands face a winter with one ferry";
const THIRD: &str = "Second ferry for the islands";

fn file(title: &str, date: &str, source: &str, text: &str) -> &'static [u8] {
    let text = format!("---\ntitle: {title}\ndate: {date}\nsource: {source}\n---\n\n{text}");
    Box::leak(text.into_bytes().into_boxed_slice())
}

fn open(size: (u16, u16)) -> Program {
    let files = vec![
        ("post.md", file(FIRST, "2024-10-08", "Coast Post", POST)),
        ("herald.md", file(SECOND, "2024-10-09", "Herald", HERALD)),
        ("later.md", file(THIRD, "2024-10-11", "Herald", LATER)),
        ("storm.md", file("Storm closes ports", "2024-10-10", "Herald", STORM)),
        ("yard.md", file("A prize for a shipyard", "2024-06-01", "Herald", YARD)),
    ];
    Program::on_starter(Box::leak(files.into_boxed_slice()), "five files", size)
}

fn underlined(program: &Program) -> String {
    let terminal = program.terminal();
    let cells = terminal.backend().buffer().content().iter();
    let kept = cells.map(|c| if c.modifier.contains(Modifier::UNDERLINED) { c.symbol() } else { " " });
    kept.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_list_keeps_a_story_together() {
    let mut program = open((120, 30));
    assert_eq!(program.shown(), [THIRD, "Storm closes ports", SECOND, FIRST, "A prize for a shipyard"]);
    program.keys(", g");
    assert_eq!(program.shown(), [THIRD, SECOND, FIRST, "Storm closes ports", "A prize for a shipyard"]);
    assert!(program.screen().contains(" · 3 "), "{}", program.screen());
    assert!(program.resize(240, 30).screen().contains("islands · 3 articles, 2 sources"), "{}", program.screen());
    let screen = program.resize(160, 30).screen();
    assert!(screen.contains("┌ Second ferry for the… · 3 articles"), "{screen}");
    assert!(screen.contains("│ Islands face") && screen.contains("└ Ferry company"), "{screen}");
    assert!(screen.contains("Articles, by story"), "{screen}");
    program.keys(", G");
    assert_eq!(program.shown(), ["A prize for a shipyard", THIRD, SECOND, FIRST, "Storm closes ports"]);
    // What a filter leaves of a story is counted.
    program.keys(", g f 'source:herald' Enter");
    assert!(program.screen().contains("· 2 articles"), "{}", program.screen());
}

#[test]
fn a_story_is_told_from_its_beginning() {
    let mut program = open((100, 30));
    let screen = program.keys("j j g s").screen();
    let line = |text: &str| screen.lines().position(|l| l.contains(text)).unwrap_or_else(|| panic!("{text}: {screen}"));
    assert!(line("8 October 2024") < line("The ferry company that serves"), "{screen}");
    assert!(line("The ferry company that serves") < line("9 October 2024"), "{screen}");
    assert!(line(SECOND) < line("11 October 2024"), "{screen}");
    assert!(screen.contains("3 articles, 2 sources"), "{screen}");
    assert!(screen.contains("new: Niels Holm, Denmark"), "{screen}");
    assert!(screen.contains("Islanders in the north of Norway face"), "{screen}");
    assert!(line("Similar") < line("A prize for a shipyard"), "{screen}");
    // Enter reads, q comes back, and once more to the list.
    program.keys("k Enter");
    assert!(program.model.rooms.current().is_none());
    assert_eq!(program.selected(), FIRST);
    program.keys("q");
    assert!(program.model.rooms.current().is_some(), "{}", program.screen());
    program.keys("q");
    assert!(program.model.rooms.current().is_none());
    // The list narrows to the story, with a chip that says so.
    program.keys("g s z");
    assert_eq!(program.shown(), [THIRD, SECOND, FIRST]);
    assert!(program.screen().contains("story: Ferry company"), "{}", program.screen());
    program.keys("X");
    assert_eq!(program.shown().len(), 5);
}

#[test]
fn from_the_list_of_a_story_one_goes_back_to_the_room() {
    let mut program = open((120, 30));
    program.keys("j j g s z");
    assert!(program.model.rooms.current().is_none());
    // Reading leads back to the list, which leads back to the room.
    program.keys("Enter q");
    assert!(program.model.rooms.current().is_none());
    program.keys("q");
    assert!(program.model.rooms.current().is_some() && !program.quit);
    program.keys("q");
    assert!(program.model.rooms.current().is_none() && !program.quit);
    program.keys("q");
    assert!(program.quit);
}

#[test]
fn back_leads_to_the_story_that_was_told() {
    let mut program = open((120, 30));
    program.keys("j j g s G Enter");
    let of = |program: &Program| match program.model.rooms.current() {
        Some(newsprint::app::room::Room::Stories(pane)) => Some(pane.of),
        _ => None,
    };
    assert_ne!(program.selected(), SECOND);
    program.keys("H");
    let wanted = program.model.corpus.title(of(&program).unwrap().find(&program.model.corpus).unwrap());
    assert_eq!(wanted, SECOND);
    // The chip of a story keeps its title.
    program.keys("z X H");
    assert!(program.screen().contains("story: Ferry company"), "{}", program.screen());
}

#[test]
fn an_article_without_a_story_has_what_is_similar() {
    let mut program = open((80, 24));
    let screen = program.keys("G g s").screen();
    assert!(screen.contains("No other article was found that tells of this."), "{screen}");
    assert!(screen.contains("Ingrid Moe"), "{screen}");
    // Comparing goes on from there.
    program.keys("q G g c");
    assert!(program.screen().contains("choose one"), "{}", program.screen());
    program.keys("j g c");
    assert!(program.screen().contains("Two accounts"), "{}", program.screen());
}

#[test]
fn two_accounts_are_held_against_each_other() {
    for size in [(120, 40), (80, 40), (200, 60)] {
        let mut program = open(size);
        let screen = program.keys("j j g c").screen();
        assert!(screen.contains("Two accounts, 1 of 2 others"), "{screen}");
        for text in ["Only here", "Niels Holm", "Denmark", "3,200 names", "9,000 people", "“We have sailed at a loss"]
        {
            assert!(screen.contains(text), "{text} at {size:?}: {screen}");
        }
        assert!(screen.contains("In both"), "{screen}");
        assert!(
            screen.contains("People: Ingrid Moe, Per Aas, Olav Berg") || screen.contains("People: Per Aas"),
            "{screen}"
        );
        program.keys("n");
        assert!(program.screen().contains("difference 1 of"), "{}", program.screen());
        assert!(program.keys("G").screen().contains("fishermen"), "{}", program.screen());
        assert!(program.screen().contains("difference 1 of 12"), "as many in any width: {}", program.screen());
        assert!(program.keys("g g n n n n n n n n").model.rooms.current().is_some());
        let marked = underlined(&program);
        assert!(["Holm", "sailed", "The law does not allow"].iter().any(|words| marked.contains(words)), "{marked}");
        assert!(program.keys("d").screen().contains("word by word"), "{}", program.screen());
        assert!(program.keys("d").screen().contains("In both"), "{}", program.screen());
        // The next of the story; back.
        assert!(program.keys("Tab").screen().contains("Two accounts, 2 of 2 others"));
        program.keys("q");
        assert!(program.model.rooms.current().is_none());
    }
}

#[test]
fn the_two_of_a_room_are_compared() {
    let mut program = open((120, 40));
    program.keys("j j g s j g c");
    let screen = program.screen();
    assert!(screen.contains("one ferry · 9 Oct 2024") && screen.contains("islands · 11 Oct 2024"), "{screen}");
    assert!(program.keys("q").screen().contains("Similar"), "back to the room");
}

#[test]
fn a_story_can_be_asked_for() {
    let mut program = open((120, 30));
    let id = program.model.corpus.id(program.model.answer.articles.get(0).unwrap()).to_string();
    program.keys(&format!("f 'story:{}' Enter", &id[..8]));
    assert_eq!(program.shown(), [THIRD, SECOND, FIRST]);
    program.keys(&format!("X f '-story:{}' Enter", &id[..8]));
    assert_eq!(program.shown(), ["Storm closes ports", "A prize for a shipyard"]);
    program.keys("X f 'story:zz'");
    assert!(program.screen().contains("write the id of an article"), "{}", program.screen());
}

#[test]
fn the_rooms_look_right_at_every_size() {
    for (columns, rows) in [(200, 60), (120, 40), (80, 24), (40, 20)] {
        let mut program = open((columns, rows));
        insta::assert_snapshot!(format!("story {columns}x{rows}"), program.keys("j j g s").screen());
        insta::assert_snapshot!(format!("accounts {columns}x{rows}"), program.keys("q g c").screen());
    }
    for columns in [20, 25, 33, 60, 99, 100] {
        let mut program = open((columns, 6));
        program.keys("j j g s j j j k G").screen();
        program.keys("q g g g c j n n G Tab").screen();
    }
}

#[test]
fn what_shares_countries_alone_is_not_similar() {
    let mut program = Program::on_starter(program::seeds(), "starter", (200, 60));
    let screen = program.keys("g s").screen();
    assert!(screen.contains("both name: ") && screen.contains("After Paris, envoys on Ukraine"), "{screen}");
    for noise in ["India lands near the south pole", "Industrial countries agree in Kyoto"] {
        assert!(!screen.contains(noise), "{screen}");
    }
}

#[test]
fn first_words_that_come_while_one_reads_are_there_when_one_comes_back() {
    let late = |effect: &Effect| matches!(effect, Effect::Leads { .. });
    let mut program = open((100, 30));
    program.keys("j j g");
    let leads = program.key_but("s", late);
    assert!(!leads.is_empty() && !program.screen().contains("The ferry company that serves"));
    program.keys("Enter");
    program.perform(leads);
    let screen = program.keys("q").screen();
    assert!(screen.contains("The ferry company that serves"), "{screen}");
}

#[test]
fn what_has_gone_is_not_waited_for() {
    let mut program = open((100, 30));
    let gone = Chosen { id: ArticleId([9; 16]), serial: 99 };
    let told = program.desk.perform(Effect::Tell { generation: 1, of: gone }, &|| false);
    assert!(matches!(told, Some(Message::Told { told, .. }) if told.accounts.is_empty() && told.trouble.is_some()));
    let compared = program.desk.perform(Effect::Compare { left: gone, right: gone, other_way: false }, &|| false);
    assert!(matches!(compared, Some(Message::Compared { .. })));
}
