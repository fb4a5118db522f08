use super::super::work::{Finding, make};
use super::*;

fn article(n: u32) -> (Article, Annotations) {
    let text = format!("Talks number {n}\n\nFrance and Norway met to talk about matter {n} in Oslo on Monday.\n");
    make(&crate::library::Readers::within(), &format!("{n}.txt"), text.as_bytes(), Finding::All).articles.swap_remove(0)
}

/// Appends articles, three to a block.
fn write(writer: &mut Writer, serials: std::ops::Range<u32>) {
    let encoded = |n| {
        let (article, found) = article(n);
        (n, record::encode(&article, &found).unwrap())
    };
    let records: Vec<(u32, Vec<u8>)> = serials.map(encoded).collect();
    for run in records.chunks(3) {
        writer.append(&pack(run.iter().map(|(n, r)| (*n, r.as_slice()))).unwrap()).unwrap();
    }
    writer.sync().unwrap();
}

fn there(texts: &Texts, serials: std::ops::Range<u32>) -> Vec<u32> {
    serials.filter(|n| texts.load(*n).unwrap().inspect(|found| assert_eq!(*found, article(*n))).is_some()).collect()
}

#[test]
fn articles_come_back_by_serial() {
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(Texts::open(dir.path()), Err(Trouble::Damaged(_))));
    let mut writer = Writer::open(dir.path(), 0).unwrap();
    write(&mut writer, 0..7);
    let before = writer.texts();
    write(&mut writer, 10..12);
    assert_eq!(writer.len(), 9);
    assert_eq!(there(&before, 0..12), [0, 1, 2, 3, 4, 5, 6]);
    assert_eq!(there(&Texts::open(dir.path()).unwrap(), 0..20), [0, 1, 2, 3, 4, 5, 6, 10, 11]);
    let mut memory = Writer::in_memory();
    write(&mut memory, 0..4);
    assert_eq!(there(&memory.texts(), 0..5), [0, 1, 2, 3]);
}

#[test]
fn the_directory_is_made_again_where_it_does_not_fit() {
    let dir = tempfile::tempdir().unwrap();
    write(&mut Writer::open(dir.path(), 0).unwrap(), 0..9);
    let [_, list] = files(dir.path());
    let whole = std::fs::read(&list).unwrap();
    let mut foreign = whole.clone();
    foreign[12] ^= 1;
    let beyond = [whole.as_slice(), &whole[16..]].concat();
    let mut middle = whole.clone();
    middle[16 + 20..16 + 40].fill(0);
    let turned = [&whole[..16], &whole[36..56], &whole[16..36], &whole[56..]].concat();
    for content in [&whole[..40], &whole[..9], b"", &foreign, &beyond, &middle, &turned] {
        std::fs::write(&list, content).unwrap();
        assert_eq!(there(&Texts::open(dir.path()).unwrap(), 0..9).len(), 9);
    }
    std::fs::remove_file(&list).unwrap();
    assert_eq!(there(&Texts::open(dir.path()).unwrap(), 0..9).len(), 9);
    Writer::open(dir.path(), 9).unwrap();
    assert_eq!(std::fs::read(&list).unwrap(), whole);
}

#[test]
fn what_was_cut_short_or_never_settled_goes() {
    let dir = tempfile::tempdir().unwrap();
    let mut writer = Writer::open(dir.path(), 0).unwrap();
    write(&mut writer, 0..3);
    let settled = writer.end;
    write(&mut writer, 3..9);
    let [bin, _] = files(dir.path());
    let whole = std::fs::read(&bin).unwrap();
    for end in (settled as usize..whole.len()).step_by(7) {
        std::fs::write(&bin, &whole[..end]).unwrap();
        assert_eq!(there(&Texts::open(dir.path()).unwrap(), 0..3).len(), 3);
    }
    std::fs::write(&bin, &whole).unwrap();
    let mut writer = Writer::open(dir.path(), 6).unwrap();
    assert_eq!(there(&writer.texts(), 0..9), [0, 1, 2, 3, 4, 5]);
    write(&mut writer, 6..8);
    assert_eq!(there(&Texts::open(dir.path()).unwrap(), 0..9).len(), 8);
}

#[test]
fn nobody_is_given_an_article_that_was_changed() {
    let dir = tempfile::tempdir().unwrap();
    write(&mut Writer::open(dir.path(), 0).unwrap(), 0..3);
    let [bin, _] = files(dir.path());
    let whole = std::fs::read(&bin).unwrap();
    for at in HEAD as usize..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        std::fs::write(&bin, bytes).unwrap();
        // What the header says may hide an article, but not change it.
        match Texts::open(dir.path()).and_then(|texts| texts.load(1)) {
            Ok(loaded) => assert!(loaded.is_none_or(|loaded| loaded == article(1)), "byte {at}"),
            Err(trouble) => assert!(matches!(trouble, Trouble::Damaged(_)), "byte {at}: {trouble}"),
        }
    }
}

#[test]
fn what_nobody_shows_is_left_behind() {
    let dir = tempfile::tempdir().unwrap();
    let mut writer = Writer::open(dir.path(), 0).unwrap();
    write(&mut writer, 0..30);
    let before = writer.texts();
    let length = writer.end;
    writer.compact(dir.path(), &|serial| serial % 5 == 1, &|| false).unwrap();
    assert_eq!(writer.end, length, "nothing happens after a no");
    writer.compact(dir.path(), &|serial| serial % 5 == 1, &|| true).unwrap();
    assert!(writer.end < length / 2);
    write(&mut writer, 30..31);
    let kept = [1, 6, 11, 16, 21, 26, 30];
    assert_eq!(there(&writer.texts(), 0..40), kept);
    assert_eq!(there(&Texts::open(dir.path()).unwrap(), 0..40), kept);
    assert_eq!(there(&before, 0..30).len(), 30, "who has them open keeps them");
}
