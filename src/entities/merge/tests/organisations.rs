//! Organisations: spelling, legal forms, abbreviations that an article gives.

use super::check;
use crate::corpus::Kind;

#[test]
fn organisations_by_spelling_and_abbreviation() {
    check(
        Kind::Organisation,
        &[
            "World Food Forum~WFF:3 = WFF:2",
            "World Food Forum:3 | WFF:2",
            "World Health Organization = World Health Organisation = the World Health Organization = WHO",
            "Shanghai Cooperation Organisation~SCO:3 = Shanghai Cooperation Organization = SCO",
            "Northern Alliance for Trade and Oceans~Nato Lab:3 | Nato Lab",
            "Coastal Defence League = Coastal Defense League",
            "Siemens = Siemens AG | Siemens Energy = Siemens Energy AG",
            "Apple Inc = Apple = Apple Inc. = Apple, Inc.",
            "Microsoft Corp = Microsoft Corporation = Microsoft",
            "British Broadcasting Corporation:2 | British Broadcasting:2",
            "Ford Motor Co = Ford Motor Company = Ford Motor Co. | Ford Foundation",
            "Johnson & Johnson = Johnson and Johnson",
            "Procter & Gamble = Procter and Gamble | Gamble Group",
            "Barclays plc = Barclays = Barclays PLC",
            "Deutsche Bank AG = Deutsche Bank | Deutsche Börse",
            "Médecins Sans Frontières~MSF:2 = Medecins Sans Frontieres = MSF",
            "Foundation | Ford Foundation~Foundation:3",
            "Ministry of Defence = Defence Ministry = Ministry of Defense | Ministry of Finance",
            "Russian Ministry of Defence = Russian Defence Ministry | Defence Ministry",
            "University of Washington | Washington University",
            "Central Bank of Lind~CBL:20 = CBL:4 | Coal Board of Lind~CBL:2",
            "Central Bank of Lind~CBL:3 | Coal Board of Lind~CBL:2 | CBL:4",
            "Bank of Japan | Bank of Japan Research Institute",
            "Rolls-Royce = Rolls Royce = Rolls-Royce plc",
            "State Department | Department of State Records",
            "Red Cross = the Red Cross | Red Crescent",
            "National Labour Board = National Labor Board",
        ],
    );
}
