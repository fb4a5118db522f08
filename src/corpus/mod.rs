//! The frozen model of an archive: what an article is, what was found in it, and the columns that list, sidebar
//! and filters read.
//!
//! No IO and no clock. An [`Article`] and its [`Annotations`] are read one at a time, for the reader; everything
//! that has to be fast for all articles at once lives in a [`Corpus`], one block of bytes that is opened by looking
//! at it and not by loading it.

pub mod alike;
pub mod annotations;
pub mod article;
pub mod associations;
pub mod bits;
pub mod builder;
pub mod correction;
pub mod counts;
pub mod entity;
pub mod folding;
pub mod frozen;
mod image;
pub mod issue;
pub mod listing;
pub mod marks;
mod names;
pub mod quoted;
pub mod ranked;
pub mod roster;
pub mod said;
pub mod search;
pub mod sequence;
mod sparks;
pub mod stories;
#[cfg(test)]
mod tests;
pub mod timeline;
pub mod varint;

pub use alike::{Alike, Families};
pub use annotations::{Annotations, CountryCode, CountryMentions, Dated, Local, Mention, Named, Quote, Speaker, Via};
pub use article::{Article, ArticleId, Confidence, Draft, Furniture, Origin, Paragraph, ParagraphKind};
pub use associations::{Among, Associate};
pub use bits::Bits;
pub use builder::{Builder, Entry, Rows, freeze};
pub use correction::{Correcting, Correction};
pub use counts::Counts;
pub use entity::{Entity, EntityNo, Kind, Role, Spelling};
pub use frozen::{ArticleNo, Corpus, Damage, Row, date_of, day_of};
pub use issue::{Issue, IssueKind};
pub use listing::Listing;
pub use marks::{Bookmark, MarkChange, Marks, Note, Notes, Passage, Position, SavedSearch, Seen, find_passage};
pub use quoted::{QuoteSet, Quoted, Side};
pub use ranked::Ranked;
pub use roster::{Pool, Roster};
pub use said::{QuoteRef, Said};
pub use sequence::{Sequence, Sorting};
pub use stories::{Sketch, StoryNo};
pub use timeline::{BinNo, Days, Series, Timeline, Unit};
