//! Sentences of a story published on Thursday, 17 April 2025, and the days they mention.

use jiff::civil::date as day;

use super::*;
use crate::corpus::{ArticleId, Origin, Paragraph, ParagraphKind};

fn article(title: &str, paragraphs: &[&str], published: Option<Date>) -> Article {
    Article {
        id: ArticleId([0; 16]),
        path: "a.txt".into(),
        title: title.into(),
        title_origin: Origin::File,
        date: published,
        date_origin: None,
        date_confidence: None,
        source: None,
        source_origin: None,
        byline: None,
        language: Some("en".into()),
        link: None,
        links: Vec::new(),
        tags: Vec::new(),
        paragraphs: paragraphs.iter().map(|text| Paragraph::new(ParagraphKind::Body, *text)).collect(),
        furniture: Vec::new(),
        hidden: 0,
        issues: Vec::new(),
    }
}

/// Each date as "words=day" or "words=first..last", joined by "; ".
fn told(article: &Article) -> String {
    let one = |dated: &Dated| {
        let words = dated.mention.text(article);
        match dated.from == dated.until {
            true => format!("{words}={}", dated.from),
            false => format!("{words}={}..{}", dated.from, dated.until),
        }
    };
    find(article).iter().map(one).collect::<Vec<_>>().join("; ")
}

fn check(rows: &[(&str, &str)], published: Option<Date>) {
    let mut wrong = Vec::new();
    for (text, expected) in rows {
        let found = told(&article("A title", &[text], published));
        if found != *expected {
            wrong.push(format!("{text:?}: {expected:?} but {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

fn published(rows: &[(&str, &str)]) {
    check(rows, Some(day(2025, 4, 17)));
}

fn undated(rows: &[(&str, &str)]) {
    check(rows, None);
}

#[test]
fn weekdays() {
    published(&[
        ("He said so on Friday.", "Friday=2025-04-11"),
        ("He said Thursday that it was over.", "Thursday=2025-04-17"),
        ("Talks will resume on Friday.", "Friday=2025-04-18"),
        ("On Friday, ministers will meet again.", "Friday=2025-04-18"),
        ("On Monday, ministers met again.", "Monday=2025-04-14"),
        ("They are due to meet on Tuesday in Oman.", "Tuesday=2025-04-22"),
        ("The vote is scheduled for Sunday.", "Sunday=2025-04-20"),
        ("The vote will be held on Sunday.", "Sunday=2025-04-20"),
        ("Macron, who will travel to London, said Wednesday he was ready.", "Wednesday=2025-04-16"),
        (
            "last Friday, next Monday, this Sunday",
            "last Friday=2025-04-11; next Monday=2025-04-21; this Sunday=2025-04-20",
        ),
        ("It began last Thursday.", "last Thursday=2025-04-10"),
        ("It ends next Thursday.", "next Thursday=2025-04-24"),
        ("Tuesday's strike and Wednesday’s answer", "Tuesday=2025-04-15; Wednesday=2025-04-16"),
        ("late Wednesday and early Thursday", "Wednesday=2025-04-16; Thursday=2025-04-17"),
        ("in Paris Wednesday morning", "Wednesday=2025-04-16"),
        ("FIGHTING ON MONDAY", "MONDAY=2025-04-14"),
        ("Witkoff met Putin in St. Petersburg on Friday, officials said.", "Friday=2025-04-11"),
        ("The ceasefire was to expire on Saturday. Nobody spoke on Sunday.", "Saturday=2025-04-19; Sunday=2025-04-13"),
        ("He would fly home on Saturday.", "Saturday=2025-04-19"),
        ("The orchestra starts its tour on Saturday, its conductor said.", "Saturday=2025-04-19"),
        ("They will put it in a museum on Friday.", "Friday=2025-04-18"),
        ("by Friday", "Friday=2025-04-18"),
        ("He was arrested by police on Friday.", "Friday=2025-04-11"),
        ("He said on U.S. radio Saturday that it will end.", "Saturday=2025-04-12"),
        ("They will be formally charged in court on Wednesday.", "Wednesday=2025-04-23"),
        ("It is to be delivered to the council Monday.", "Monday=2025-04-21"),
        ("On Tuesday, parliament set 25 May for the vote.", "Tuesday=2025-04-15; 25 May=2025-05-25"),
    ]);
}

#[test]
fn weekdays_that_are_none() {
    published(&[
        ("Man Friday and Black Friday and Good Friday", ""),
        ("Super Tuesday, Palm Sunday, Bloody Sunday", ""),
        ("every Friday, each Monday, on a Sunday", ""),
        ("Fridays and Sundays", ""),
        ("The Sunday Times and the Mail on Sunday", ""),
        ("Saturday Night Live; Wednesday Addams", ""),
        ("Friday the 13th", ""),
        ("The Sun said so; Sat and Mon are no days here.", ""),
        ("He sat in the sun with Wed Locke.", ""),
        ("friday I'm in love", ""),
    ]);
}

#[test]
fn near_days_and_weeks() {
    published(&[
        ("yesterday, today and tomorrow", "yesterday=2025-04-16; today=2025-04-17; tomorrow=2025-04-18"),
        ("the day before yesterday", "the day before yesterday=2025-04-15"),
        ("It ends the day after tomorrow.", "the day after tomorrow=2025-04-19"),
        ("Today, he said, is good. Yesterday was bad.", "Today=2025-04-17; Yesterday=2025-04-16"),
        ("USA Today and India Today", ""),
        ("tonight and last night", "tonight=2025-04-17; last night=2025-04-16"),
        ("this morning", "this morning=2025-04-17"),
        ("last week", "last week=2025-04-07..2025-04-13"),
        ("this week and next week", "this week=2025-04-14..2025-04-20; next week=2025-04-21..2025-04-27"),
        ("last weekend", "last weekend=2025-04-12..2025-04-13"),
        ("this month, last month", "this month=2025-04-01..2025-04-30; last month=2025-03-01..2025-03-31"),
        ("last year's summit", "last year=2024-01-01..2024-12-31"),
        ("Next year is 2026.", "Next year=2026-01-01..2026-12-31"),
        ("over the past week", "past week=2025-04-10..2025-04-17"),
        ("over the last year", "last year=2024-04-17..2025-04-17"),
        ("the last week of the campaign", ""),
        ("at last weeks of talk", ""),
        ("two days ago", "two days ago=2025-04-15"),
        (
            "a week ago, 3 months ago, ten years ago",
            "a week ago=2025-04-07..2025-04-13; 3 months ago=2025-01-01..2025-01-31; ten years ago=2015-01-01..2015-12-31",
        ),
        ("twenty-two years ago", ""),
        ("1,500 years ago", ""),
        ("long ago, years ago", ""),
        ("the Last Supper, the next man, this is it", ""),
        ("This Week is on the air.", ""),
        ("May Day 2024. On May Day", "May Day 2024=2024-05-01; May Day=2025-05-01"),
        ("a 2000 metre race, a 1500 dollar fine, its 2000 members", ""),
        ("Christmas Day and New Year's Eve", "Christmas Day=2024-12-25; New Year's Eve=2024-12-31"),
    ]);
}

#[test]
fn days_of_months() {
    published(&[
        ("on Feb. 17", "Feb. 17=2025-02-17"),
        ("on 17 February and on the 3rd of March", "17 February=2025-02-17; 3rd of March=2025-03-03"),
        ("February 17, 2024, and 18 Mar 2023", "February 17, 2024=2024-02-17; 18 Mar 2023=2023-03-18"),
        (
            "2024-02-17, 17/02/2024, 02/17/2024, 17.02.2024",
            "2024-02-17=2024-02-17; 17/02/2024=2024-02-17; 02/17/2024=2024-02-17; 17.02.2024=2024-02-17",
        ),
        ("03/04/2024", ""),
        ("2024-02-17T09:30:00Z", "2024-02-17=2024-02-17"),
        ("Monday, Feb. 17, 2025, was cold.", "Monday, Feb. 17, 2025=2025-02-17"),
        ("on Friday, April 18", "Friday, April 18=2025-04-18"),
        ("Mon, 17 Feb 2025", "Mon, 17 Feb 2025=2025-02-17"),
        ("PARIS, April 17 (AFP)", "April 17=2025-04-17"),
        ("the May 9 parade", "May 9=2025-05-09"),
        ("since the Oct. 7 attack", "Oct. 7=2024-10-07"),
        ("They will meet on December 3.", "December 3=2025-12-03"),
        ("held since April 20; the record set on November 7", "April 20=2024-04-20; November 7=2024-11-07"),
        ("They met on December 3.", "December 3=2024-12-03"),
        ("the June 24-25 summit", "June 24-25=2025-06-24..2025-06-25"),
        ("17 to 19 May 2024", "17 to 19 May 2024=2024-05-17..2024-05-19"),
        ("In 1989, on 9 November, the wall fell.", "1989=1989-01-01..1989-12-31; 9 November=1989-11-09"),
        ("In March 20 people died.", "March=2025-03-01..2025-03-31"),
        ("On March 20 people danced.", "March 20=2025-03-20"),
        ("February 30", ""),
        ("May 17,000 soldiers be spared?", ""),
        ("He came 5 May 2001.", "5 May 2001=2001-05-05"),
        (
            "The harvest, which began on 12 September, is the best since 2017.",
            "12 September=2024-09-12; 2017=2017-01-01..2017-12-31",
        ),
        ("The September 11 attacks", "September 11=2024-09-11"),
        ("4th of July", "4th of July=2025-07-04"),
        ("Feb 29, 2024", "Feb 29, 2024=2024-02-29"),
    ]);
}

#[test]
fn months_and_years() {
    published(&[
        ("in March and in December", "March=2025-03-01..2025-03-31; December=2024-12-01..2024-12-31"),
        ("An election will be held in December.", "December=2025-12-01..2025-12-31"),
        (
            "March 2020, in May 2021, June of 2019",
            "March 2020=2020-03-01..2020-03-31; May 2021=2021-05-01..2021-05-31; June of 2019=2019-06-01..2019-06-30",
        ),
        (
            "last June, next March, this April",
            "last June=2024-06-01..2024-06-30; next March=2026-03-01..2026-03-31; this April=2025-04-01..2025-04-30",
        ),
        (
            "mid-March, late January, the October attack",
            "March=2025-03-01..2025-03-31; January=2025-01-01..2025-01-31; October=2024-10-01..2024-10-31",
        ),
        ("“Vienna in June,” he said.", "June=2025-06-01..2025-06-30"),
        ("at the end of May", "May=2025-05-01..2025-05-31"),
        ("in 2019 and since 1990", "2019=2019-01-01..2019-12-31; 1990=1990-01-01..1990-12-31"),
        ("the 2016 election", "2016=2016-01-01..2016-12-31"),
        ("from 2010 to 2015", "2010=2010-01-01..2010-12-31; 2015=2015-01-01..2015-12-31"),
        ("the 2014-2018 war, 1914–18", "2014-2018=2014-01-01..2018-12-31; 1914–18=1914-01-01..1918-12-31"),
        ("the 1990s and the late 1980s", "1990s=1990-01-01..1999-12-31; late 1980s=1987-01-01..1989-12-31"),
        ("the 19th century", "19th century=1801-01-01..1900-12-31"),
        ("in the summer of 2024", "2024=2024-01-01..2024-12-31"),
        ("Ann Lee (1950) and Bo Ek, born in 1960", "1950=1950-01-01..1950-12-31; 1960=1960-01-01..1960-12-31"),
        ("a 2005 deal, Rwanda's 1994 genocide", "2005=2005-01-01..2005-12-31; 1994=1994-01-01..1994-12-31"),
        ("the June elections, set for May", "June=2025-06-01..2025-06-30; May=2025-05-01..2025-05-31"),
        ("by 2030", "2030=2030-01-01..2030-12-31"),
    ]);
}

#[test]
fn words_that_look_like_dates() {
    published(&[
        ("He may march in august company.", ""),
        ("The March for Life; a March on Washington", ""),
        ("May I? May they? Theresa May spoke in May.", ""),
        ("Mrs May said so. In May she resigned.", ""),
        ("April Jones and June Carter in August Wilson's play", ""),
        ("20 May Be Dead, Officials Say", ""),
        ("2,000 people, 2019 dollars, $1990, 1990 rupees", ""),
        ("the 2000 people; of 1945 votes; to 1500 homes", ""),
        ("in 2000 dollars", ""),
        ("She weighed 1990 grams and ran 2020 metres.", ""),
        ("a score of 17-19 and 5/7", ""),
        ("Boeing 2024 jets; Article 1990; Route 2019", ""),
        ("10.02.24.1, 1.2.2024.5", ""),
        ("Jan Lee and Mar Vista and Sep Ek", ""),
        ("at 19.30 on 0900 555 1990", ""),
    ]);
}

#[test]
fn without_a_day_of_publication_only_what_is_said_in_full() {
    undated(&[
        ("on Friday, yesterday, last week, in March, on Feb. 17", ""),
        ("in 2019 and on Feb. 17, 2024", "2019=2019-01-01..2019-12-31; Feb. 17, 2024=2024-02-17"),
        ("the 1990s; March 2020", "1990s=1990-01-01..1999-12-31; March 2020=2020-03-01..2020-03-31"),
        ("In 1989, on 9 November", "1989=1989-01-01..1989-12-31; 9 November=1989-11-09"),
    ]);
}

#[test]
fn title_and_paragraphs_are_told_apart() {
    let story = article("Macron met Putin on Friday", &["No day.", "On 1 May 2024, he said."], Some(day(2025, 4, 17)));
    let at: Vec<_> = find(&story).iter().map(|d| (d.mention.paragraph, d.mention.span.start)).collect();
    assert_eq!(at, [(None, 20), (Some(1), 3)]);
    assert_eq!(told(&Article { language: Some("de".into()), ..story }), "");
}

proptest::proptest! {
    #[test]
    fn spans_are_whole_ordered_and_apart(text in r"(on |Friday|Feb\. |17|2024|, |-|last |next |week|1990s|ago|in |May |é|’s|\. |[a-zA-Z]{1,4} |\PC){0,24}") {
        let story = article("", &[&text], Some(day(2025, 4, 17)));
        let mut end = 0;
        for found in find(&story) {
            let span = found.mention.span;
            proptest::prop_assert!(span.start >= end && !span.is_empty() && found.from <= found.until);
            proptest::prop_assert!(text.get(span.range()).is_some());
            end = span.end;
        }
    }
}
