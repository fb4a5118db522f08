//! Rows of names that are one, and of names that are not, whatever else the archive holds.

use super::*;

#[test]
fn a_surname_with_its_particles_is_a_surname_alone() {
    for name in ["de Klerk", "De Klerk", "von der Leyen", "Le Pen", "bin Salman", "Al Thani", "al-Assad"] {
        assert_eq!(Parts::of(name).given, "", "{name}");
    }
    assert!(Parts::of("de Klerk").agrees(&Parts::of("F.W. de Klerk")));
    assert_eq!(Parts::of("Van Jones").given, "van");
    assert_eq!(Parts::of("Al Gore").given, "albert");
}

fn same(names: &str) {
    let parts: Vec<Parts> = names.split(" = ").map(Parts::of).collect();
    for pair in parts.windows(2) {
        assert!(pair[0].agrees(&pair[1]), "{names}: {pair:?}");
    }
}

fn differ(names: &str) {
    let (a, b) = names.split_once(" / ").unwrap();
    assert!(!Parts::of(a).agrees(&Parts::of(b)), "{names}: {:?} {:?}", Parts::of(a), Parts::of(b));
}

#[test]
fn transliterations_are_one_name() {
    same("Volodymyr Zelensky = Volodymyr Zelenskiy = Volodymyr Zelenskyy = Volodymyr Zelenskyi");
    same("Andriy Yermak = Andrii Yermak = Andrij Ermak");
    same("Sergei Lavrov = Sergey Lavrov = Sergej Lawrow");
    same("Dmitry Peskov = Dmitriy Peskov = Dmitri Peskov");
    same("Lech Walesa = Lech Wałęsa");
    same("Mikhail Gorbachev = Mikhail Gorbachov = Mihail Gorbachev = Michail Gorbatschow");
    same("Aleksandr Lukashenko = Alexander Lukashenko = Alexander Lukashenka");
    same("Jens Ploetner = Jens Plötner");
    same("Mohammed Salman = Muhammad Salman = Mohamed Salman");
    same("Bashar al-Assad = Bashar Assad");
    same("Yevgeny Prigozhin = Evgeny Prigozhin = Yevgeniy Prigozhin");
    same("Yulia Svyrydenko = Yuliia Svyrydenko");
}

#[test]
fn order_nicknames_and_middle_names() {
    same("Xi Jinping = Jinping Xi = XI Jinping");
    same("Joe Biden = Joseph Biden = Joseph R. Biden Jr.");
    same("Donald Trump = Donald J. Trump = D. Trump");
    same("JD Vance = J.D. Vance = J. D. Vance = James David Vance");
    same("Jean-Noel Barrot = Jean-Noël Barrot = Jean Noel Barrot = J.-N. Barrot");
    same("Ursula von der Leyen = Ursula Leyen");
    same("Kim Jong-un = Kim Jong Un = Jong-un Kim");
    same("Emmanuel Macron = MACRON Emmanuel = Macron, Emmanuel");
    same("Vladimir Putin = Vladimir Vladimirovich Putin = Putin Vladimir Vladimirovich");
}

#[test]
fn different_people_stay_apart() {
    differ("Volodymyr Zelensky / Vladimir Zelensky");
    differ("George W. Bush / Jeb Bush");
    differ("George W. Bush / George H. W. Bush");
    differ("Emmanuel Macron / Brigitte Macron");
    differ("Vladimir Putin / Vladimir Medinsky");
    differ("Kim Jong-un / Kim Jong-il");
    differ("Donald Trump / Donald Trump Jr.");
    differ("Jean Barrot / Jean-Noël Barrot");
}
