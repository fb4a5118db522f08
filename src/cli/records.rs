//! Answers of many records: for people, as JSON, JSON Lines or comma-separated values.

use std::io;

use serde::Serialize;

use super::output::{Output, Status, complain};

/// The options of every command that prints records.
#[derive(clap::Args)]
#[group(multiple = false)]
pub struct Shape {
    /// Print one JSON array
    #[arg(long)]
    json: bool,

    /// Print JSON Lines: one object a line
    #[arg(long)]
    jsonl: bool,

    /// Print comma-separated values under a line of headings
    ///
    /// A cell that a spreadsheet would take for a formula (it begins with =, +, - or @, or so does what follows a
    /// semicolon in it) has an apostrophe in front of that.
    #[arg(long)]
    csv: bool,
}

/// One thing found.
pub trait Record: Serialize {
    /// The headings of [`Record::fields`].
    const COLUMNS: &'static [&'static str];

    /// Its comma-separated values.
    fn fields(&self) -> Vec<String>;

    /// Shows it to people.
    fn show(&self, output: &mut Output) -> io::Result<()>;
}

/// Prints records as they come.
pub struct Records<'o, 'a> {
    output: &'o mut Output<'a>,
    form: Form,
    count: usize,
    limit: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    People,
    Json,
    JsonLines,
    Csv,
}

impl<'o, 'a> Records<'o, 'a> {
    pub fn new(output: &'o mut Output<'a>, shape: &Shape, limit: Option<usize>) -> Records<'o, 'a> {
        let form = match shape {
            Shape { json: true, .. } => Form::Json,
            Shape { jsonl: true, .. } => Form::JsonLines,
            Shape { csv: true, .. } => Form::Csv,
            _ => Form::People,
        };
        Records { output, form, count: 0, limit: limit.unwrap_or(usize::MAX) }
    }

    /// True once as many are printed as were asked for.
    pub fn is_full(&self) -> bool {
        self.count >= self.limit
    }

    pub fn push<R: Record>(&mut self, record: &R) -> anyhow::Result<()> {
        if self.is_full() {
            return Ok(());
        }
        match self.form {
            Form::People => record.show(self.output)?,
            Form::Json => {
                self.output.own(if self.count == 0 { b"[" } else { b",\n " })?;
                self.output.json(record)?;
            }
            Form::JsonLines => {
                self.output.json(record)?;
                self.output.own(b"\n")?;
            }
            Form::Csv => {
                if self.count == 0 {
                    self.output.csv(R::COLUMNS.iter().copied())?;
                }
                self.output.csv(record.fields().iter().map(String::as_str))?;
            }
        }
        self.count += 1;
        Ok(())
    }

    /// Ends the answer; [`Status::Lacking`] if there was nothing in it, which is told in the words of `nothing` unless
    /// something else was.
    pub fn finish<R: Record>(self, nothing: Option<&str>) -> io::Result<Status> {
        match self.form {
            Form::Json if self.count == 0 => self.output.own(b"[]\n")?,
            Form::Json => self.output.own(b"]\n")?,
            Form::Csv if self.count == 0 => self.output.csv(R::COLUMNS.iter().copied())?,
            _ => {}
        }
        self.output.flush()?;
        if self.count == 0 && self.limit > 0 {
            nothing.into_iter().for_each(complain);
        }
        Ok(Status::Done.or_lacking(self.count == 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Word(&'static str);

    impl Record for Word {
        const COLUMNS: &'static [&'static str] = &["word"];

        fn fields(&self) -> Vec<String> {
            vec![self.0.into()]
        }

        fn show(&self, output: &mut Output) -> io::Result<()> {
            output.line(self.0)
        }
    }

    fn check(shape: &Shape, limit: Option<usize>, words: &[&'static str], expected: &str, status: Status) {
        let mut bytes = Vec::new();
        let mut output = Output::to(&mut bytes);
        let mut records = Records::new(&mut output, shape, limit);
        words.iter().for_each(|w| records.push(&Word(w)).unwrap());
        assert_eq!(records.finish::<Word>(None).unwrap(), status);
        drop(output);
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }

    #[test]
    fn every_shape_is_whole_with_no_record_and_with_some() {
        let shape = |json, jsonl, csv| Shape { json, jsonl, csv };
        let (done, lacking) = (Status::Done, Status::Lacking);
        check(&shape(false, false, false), None, &["a", "b"], "a\nb\n", done);
        check(&shape(false, false, false), None, &[], "", lacking);
        check(&shape(true, false, false), None, &["a", "b"], "[\"a\",\n \"b\"]\n", done);
        check(&shape(true, false, false), None, &[], "[]\n", lacking);
        check(&shape(false, true, false), Some(1), &["a", "b"], "\"a\"\n", done);
        check(&shape(false, false, true), None, &["a"], "word\na\n", done);
        check(&shape(false, false, true), None, &[], "word\n", lacking);
    }
}
