//! What `index` says of files that were skipped, cut or not read.

use super::home::Home;

#[test]
fn what_was_not_read_is_counted_by_its_reason_and_named() {
    let home = Home::new();
    home.run(&["index", "news"]).is(0).quiet();
    (0..8).for_each(|n| home.write(&format!("news/bad{n}.txt"), b"\x00\x01\x02\x00\x00\xff\xfe\x00binary\x00"));
    home.write("news/photo.jpg", b"x");
    home.write("news/other.jpg", b"x");
    home.write("news/.hidden.txt", b"x");
    let run = home.run(&["index", "news"]);
    run.is(1).complains(&["bad0.txt"]).complains(&["and 3 more", "--issues names them"]);
    assert!(run.out.contains("skipped files: 2 .jpg, 1 hidden\n"), "{}", run.out);
    assert!(run.out.contains("            8  not understood: binary"), "{}", run.out);
    assert!(!run.err.contains("bad7.txt"), "{}", run.err);
    let all = home.run(&["index", "news", "--issues"]);
    assert_eq!(all.is(1).err.lines().filter(|l| l.contains("/bad")).count(), 8, "{}", all.err);
    (0..8).for_each(|n| std::fs::remove_file(home.path(&format!("news/bad{n}.txt"))).unwrap());
    let run = home.run(&["index", "news"]);
    assert!(run.is(0).quiet().out.contains("bad4.txt\n           and 3 more\n"), "{}", run.out);
}

#[test]
fn what_is_passed_by_or_mended_is_told_and_is_no_failure() {
    let home = Home::new();
    home.write("news/empty.txt", b"");
    home.write("news/odd.txt", "Eels\u{200b} return\n\nEels were seen \u{202e}again.\n".as_bytes());
    let run = home.run(&["index", "news"]);
    run.is(0).complains(&["empty.txt"]).complains(&["odd.txt", "2 hidden characters taken out"]);
    assert!(run.out.contains("  1  hidden characters taken out\n"), "{}", run.out);
}
