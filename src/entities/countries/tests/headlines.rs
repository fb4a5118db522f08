//! Titles in Title Case and in capitals, captions, datelines, lists and sports results.

use super::rows;

#[test]
fn title_case() {
    rows(&[
        ("France Hails Talks As Russia Waits", "FR RU"),
        ("Turkey Votes; Georgia Waits", "TR GE"),
        ("Jordan Says It Downed Drones From Iran", "JO IR"),
        ("Chad Army Kills Rebels Near Libya Border", "TD LY"),
        ("How Niger Became A Test For France", "NE FR"),
        ("Israel Strikes Lebanon As Hezbollah Vows Revenge", "IL LB"),
        ("Why China Needs Germany More Than Ever", "CN DE"),
        ("Trump Threatens Canada, Mexico With Tariffs", "CA MX"),
        ("Iran Foreign Minister Visits Oman", "IR OM"),
        ("Ireland Beats England In Dublin", "IE GB IE"),
        ("Tell Us What You Think Of US Policy", "US"),
        ("Kyiv Hit By Drones; Moscow Denies Attack", "UA RU"),
        ("Michael Jordan Sells Team To Old Friend", ""),
        ("Best Turkey Recipes For Thanksgiving", ""),
        ("Macron Meets Jordan King In Paris", "JO FR"),
        ("Cuba Protests Grow", "CU"),
        ("Peru President Ousted", "PE"),
        ("Mali Coup Leader Sworn In", "ML"),
        ("Guinea Junta Sets Vote Date", "GN"),
        ("Georgia Runoff: What To Know About The Senate Race", ""),
        ("UK, France Pledge Aid To Ukraine", "GB FR UA"),
        ("Blast In Kabul Kills 12, Say Afghan Officials", "AF AF"),
        ("Greece, Turkey Trade Barbs Over Cyprus", "GR TR CY"),
        ("Japan Posts Record Surplus", "JP"),
        ("English Rock Band Plays In Honor Of America", "GB US"),
        ("India Today Marks Republic Day", ""),
    ]);
}

#[test]
fn capitals() {
    rows(&[
        ("UKRAINE WAR: RUSSIAN TROOPS NEAR KHARKIV", "UA RU"),
        ("TURKEY, GREECE AGREE", "TR GR"),
        ("US SAYS CHINA HACKED UK FIRMS", "US CN GB"),
        ("FRENCH PRESIDENT MEETS GERMAN CHANCELLOR", "FR DE"),
        ("KIM JONG UN WARNS S. KOREA", "KR"),
        ("THE NETHERLANDS WINS GOLD", "NL"),
        ("BRITONS STRANDED IN EGYPT", "GB EG"),
        ("JOIN US TODAY", ""),
        ("CONTACT US: ABOUT US", ""),
        ("NORTH KOREA FIRES MISSILE OVER JAPAN", "KP JP"),
        ("CÔTE D’IVOIRE WINS; COTE D'IVOIRE CHEERS", "CI CI"),
        ("NEW YORK, LONDON, PARIS", "GB FR"),
        ("U.S. AND U.K. STRIKE YEMEN", "US GB YE"),
        ("SAO TOME AND PRINCIPE VOTES", "ST"),
        ("AL-QAIDA IN IRAQ", "IQ"),
        ("LATIN AMERICA REPORT", ""),
        ("EU LEADERS MEET IN BRUSSELS", "BE"),
        ("VICTIMS OF US NUCLEAR TESTS; A STORY ABOUT US", "US"),
        ("A SPANISH-LANGUAGE CHANNEL", ""),
        ("NEW ZEALANDERS MOURN", "NZ"),
    ]);
}

#[test]
fn datelines_and_captions() {
    rows(&[
        ("BEIRUT, Lebanon (AP) — The army said", "LB LB"),
        ("WASHINGTON (Reuters) - The dollar", "US"),
        ("NAIROBI, Kenya — Police", "KE KE"),
        ("KINGSTON, Jamaica (AP)", "JM JM"),
        ("ATLANTA (AP) — Georgia lawmakers passed", ""),
        ("TBILISI, Georgia (AP) — Georgia's parliament", "GE GE GE"),
        ("LONDON, Ontario (CP) — Police", ""),
        ("PARIS, April 17 (AFP) -", "FR"),
        ("SAN JOSE, Costa Rica (AP)", "CR CR"),
        ("SAN JOSE, Calif. (AP)", ""),
        ("GEORGETOWN, Guyana (AP)", "GY GY"),
        ("SANTIAGO, Chile —", "CL CL"),
        ("VICTORIA, Seychelles —", "SC SC"),
        ("ST. GEORGE'S, Grenada (AP)", "GD GD"),
        ("JERUSALEM — The Israeli army", "IL IL"),
        ("UNITED NATIONS (AP) — Russia", "RU"),
        ("Emmanuel Macron (L) and Jordan's king in Paris, France, April 17, 2025.", "JO FR FR"),
    ]);
}

#[test]
fn sport_and_lists() {
    rows(&[
        ("Brazil 2-1 Croatia; Serbia 0, Ghana 0", "BR HR RS GH"),
        ("1. Jamaica 37.10, 2. USA 37.15, 3. Great Britain", "JM US GB"),
        ("South Africa v New Zealand; Ireland v Wales", "ZA NZ IE GB"),
        ("Simona Halep (Romania) beat Ons Jabeur (Tunisia)", "RO TN"),
        ("beat Roberta Vinci of Italy and Li Na of China", "IT CN"),
        ("A Chad-Sudan border post", "TD SD"),
        ("Armenia, Azerbaijan, Belarus, Georgia and Kazakhstan", "AM AZ BY GE KZ"),
        ("Mali, Burkina Faso and Niger left Ecowas.", "ML BF NE"),
        ("Jordan, Lebanon, Syria and Turkey host refugees.", "JO LB SY TR"),
        ("Denmark's Jonas Vingegaard leads Slovenia's Tadej Pogacar", "DK SI"),
        ("the Ghana Black Stars, the Indian cricket board", "GH IN"),
        ("the Netherlands’ Max Verstappen, Monaco’s Charles Leclerc, the Monaco Grand Prix", "NL MC MC"),
        ("China's Taiwan Affairs Office", "CN TW"),
        ("Congo-Brazzaville and Congo-Kinshasa", "CG CD"),
        ("the two Koreas; both Koreas", ""),
        ("Korean officials in Seoul", "KR KR"),
        ("Korean officials in Pyongyang", "KP KP"),
        ("Korea won bronze; the Korean team cheered.", "KR KR"),
        ("North and South Korea", "KP KR"),
        ("the Virgin Islands; American Samoa; Samoa", "VI AS WS"),
        ("Republic of Ireland, Northern Ireland", "IE GB"),
    ]);
}
