//! The word lists the rules ask: closed classes of English, and the commonest forenames.

/// Whether a space-separated list has the word.
pub(super) fn has(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|w| w == word)
}

/// The same, whatever the word's case: in a title, prepositions have capitals.
pub(super) fn has_uncased(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|w| w.eq_ignore_ascii_case(word))
}

/// Before a person's name and nothing else.
pub(super) const COURTESY: &str = "Mr Mrs Ms Dr Sir Dame Prof Rev Rep Sen Sgt";

/// Before a relative's name.
pub(super) const KIN: &str = "sister brother son daughter wife husband cousin twin niece nephew aunt uncle girlfriend boyfriend \
    grandson granddaughter fiancé fiancée";

/// Before a person's name, when the name could be a person's.
pub(super) const TITLES: &str = "Coach Captain Capt Chairman Chairwoman Officer Judge Justice Senator Congressman \
    Congresswoman Representative Sergeant Detective Lieutenant Lt Col Gen Professor Pastor Reverend Actor Actress Singer \
    Director Quarterback Striker Defender Midfielder";

/// Offices: one before a name and a capitalised word after it make the name a forename: "Minister Israel Katz".
pub(super) const OFFICES: &str = "President Minister Secretary Senator Governor Gov Mayor Chancellor Premier Ambassador \
    General Gen Col Colonel Judge Justice Commissioner Spokesman Spokeswoman Spokesperson Director Envoy Speaker Leader \
    Chairman Chief Coach Captain Analyst Actor Actress Singer Author";

/// What can follow a country or a capital and is no surname.
pub(super) const AFTER_COUNTRY: &str = "President Prime Premier Minister King Queen Prince Princess Crown Emperor Chancellor \
    Foreign Defence Defense Interior Finance Justice Energy Health Trade Economy Army Navy Air Police Military Government \
    Parliament Cabinet Embassy Ambassador Consulate Supreme High Court Mayor Governor Vice Deputy Secretary Bishop \
    Archbishop Cardinal Commissioner General Gen Col Captain Coach Football Soccer Cricket Rugby Olympic Olympics \
    Paralympics National Central Federal Royal Bank Airport Airways Airlines Stock Exchange Summit Conference Peace Talks \
    War Club Marathon Fashion Opera Metro Open Cup Grand Prix Motor Saint International Media News Radio Television Post \
    Democracy Region Province District City County Street Road Monday Tuesday Wednesday Thursday Friday Saturday Sunday \
    January February March April May June July August September October November December";

/// What can stand before a country or a capital with a capital letter of its own and is no forename.
pub(super) const BEFORE_COUNTRY: &str = "North South East West Northern Southern Eastern Western Central Greater Upper Lower \
    Inner Downtown Mainland Modern Ancient Nazi Vichy Soviet Occupied Both While When Will Why How Where What And But Or \
    In On At To From Of For With By As If That The Nor Yet So Since Until Although Though Because Before After \
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September \
    October November December Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec";

/// After the name of the place it comes from, the name of a newspaper.
pub(super) const PAPERS: &str = "Times Post Herald Tribune Journal Gazette Telegraph Chronicle Observer Examiner Guardian \
    Inquirer";
/// The same, but common enough in headlines to mean something else there.
pub(super) const PAPERS_IN_TEXT: &str = "Daily News Today Insider Mail";
/// Between the two.
pub(super) const PAPER_PARTS: &str = "Morning Evening Daily Sunday Business Financial";

/// After a capital, the name of what was signed there.
pub(super) const TREATIES: &str = "agreement agreements accord accords protocol protocols convention conventions treaty \
    treaties pact memorandum statute declaration consensus charter";

/// Before a town, the first word of a sports club's name.
pub(super) const CLUBS: &str = "Real Atletico Atlético Dynamo Dinamo Sparta Slavia CSKA Spartak Lokomotiv Torpedo Hertha \
    Rapid Partizan Legia Levski Steaua Maccabi Hapoel Beitar Olympique Ajax Sporting FC AC AS SC BC KK";
/// The same after it.
pub(super) const OF_CLUB: &[&str] =
    &[" Saint-Germain", " Saint Germain", " St-Germain", " St Germain", " St. Germain", " SG", " FC"];

/// Languages that no country is named by: in a list with them, other words of the kind are languages, too.
pub(super) const LANGUAGES: &str = "Arabic Hebrew Mandarin Cantonese Hindi Urdu Farsi Dari Pashto Tamil Bengali Punjabi Latin \
    Swahili Yiddish Gaelic Catalan Basque Flemish Kurdish Hausa Yoruba Igbo Zulu Xhosa Afrikaans Tagalog Malay Sanskrit \
    Esperanto Aramaic Berber Tibetan Uyghur Amharic";
/// After a language and not after an adjective: "wrote in French to …".
pub(super) const AFTER_LANGUAGE: &str = "to on at that with for by before after during from as when while but because \
    rather instead only";

/// After a demonym, what makes it a language.
pub(super) const OF_LANGUAGE: &str = "language languages speakers speaking translation translations \
    subtitle subtitles lesson lessons alphabet grammar dialect dialects dictionary accent accents";
/// Before a demonym, what makes it a language.
pub(super) const SPEAKING: &str = "speak speaks speaking spoke spoken fluent native teach teaches teaching taught learn learns learning learned learnt";
/// After "English", besides: what a language is, is done in, or does in a sentence.
pub(super) const AFTER_ENGLISH: &str = "version versions edition word words text name names proficiency class classes teacher \
    teachers course test tests skills literature and or as is was are were has had at to in for from on with by but that \
    which when while than into though everywhere well fluently too also menu menus";

/// The states of the US and the provinces of Canada, as they follow a town: "Paris, Texas".
pub(super) const STATES: &[&str] = &[
    "Alabama",
    "Ala.",
    "Alaska",
    "Arizona",
    "Ariz.",
    "Arkansas",
    "Ark.",
    "California",
    "Calif.",
    "Colorado",
    "Colo.",
    "Connecticut",
    "Conn.",
    "Delaware",
    "Florida",
    "Fla.",
    "Georgia",
    "Ga.",
    "Hawaii",
    "Idaho",
    "Illinois",
    "Ill.",
    "Indiana",
    "Ind.",
    "Iowa",
    "Kansas",
    "Kan.",
    "Kentucky",
    "Ky.",
    "Louisiana",
    "La.",
    "Maine",
    "Maryland",
    "Md.",
    "Massachusetts",
    "Mass.",
    "Michigan",
    "Mich.",
    "Minnesota",
    "Minn.",
    "Mississippi",
    "Miss.",
    "Missouri",
    "Mo.",
    "Montana",
    "Mont.",
    "Nebraska",
    "Neb.",
    "Nevada",
    "Nev.",
    "New Hampshire",
    "N.H.",
    "New Jersey",
    "N.J.",
    "New Mexico",
    "N.M.",
    "New York",
    "N.Y.",
    "North Carolina",
    "N.C.",
    "North Dakota",
    "N.D.",
    "Ohio",
    "Oklahoma",
    "Okla.",
    "Oregon",
    "Ore.",
    "Pennsylvania",
    "Pa.",
    "Rhode Island",
    "R.I.",
    "South Carolina",
    "S.C.",
    "South Dakota",
    "S.D.",
    "Tennessee",
    "Tenn.",
    "Texas",
    "Tex.",
    "Utah",
    "Vermont",
    "Vt.",
    "Virginia",
    "Va.",
    "Washington state",
    "West Virginia",
    "W.Va.",
    "W. Va.",
    "Wisconsin",
    "Wis.",
    "Wyoming",
    "Wyo.",
    "Ontario",
    "Ont.",
    "Quebec",
    "Que.",
    "British Columbia",
    "B.C.",
    "Alberta",
    "Manitoba",
    "Saskatchewan",
    "Nova Scotia",
    "New Brunswick",
    "Newfoundland",
    "NSW",
    "New South Wales",
    "Queensland",
    "Tasmania",
];

/// After the name of a US state, its offices and parties; those of the capital Washington are fewer.
pub(super) const OF_STATE: &str = "Gov Governor governor Republican Republicans Democrat Democrats GOP Sen Senator Rep \
    Congressman Congresswoman Congressional congressional Senate House Legislature legislature Secretary Attorney Tech Southern State state Bulldogs Power Runoff \
    Lt Lieutenant statehouse Statehouse sheriff runoff primary primaries gubernatorial Gubernatorial man woman teen \
    teenager couple native resident peaches";
pub(super) const OF_WASHINGTON_STATE: &str = "State state Gov Governor governor Legislature legislature Huskies apples";
/// Towns of Washington state, which is not Washington.
pub(super) const IN_WASHINGTON_STATE: &str =
    "Seattle Tacoma Spokane Olympia Vancouver Bellevue Everett Redmond Yakima Bellingham Kirkland Renton Pullman";

/// Before a place or a people, not before a person.
pub(super) const PLACING: &str = "a an the in across within near outside inside into throughout towards toward \
    visit visited visiting leave left via";
/// Before any of them.
pub(super) const PLACING_OR_PERSON: &str = "from to of between against with";
/// After a demonym, what only a country has.
pub(super) const OF_GOVERNMENT: &str = "President Prime Foreign Interior Defence Defense Parliament president prime foreign \
    interior defence defense parliament government officials authorities troops forces army police opposition capital \
    lawmakers territory ambassador embassy soldiers minister";
/// Before the name of one "of Georgia".
pub(super) const FROM_STATE: &str = "Senator Sen Representative Rep Congressman Congresswoman Governor Gov Democrat Republican senator \
    governor congressman congresswoman";
/// Between a town and its state there is a comma, and before the town one of these.
pub(super) const IN_TOWN: &str = "in near outside at from of around";

/// Small even where Most Words Have Capitals.
pub(super) const SMALL_IN_TITLES: &str = "with from over into after amid about than that when upon under until before between \
    against through without during";

/// Royal and papal names are one word, so what follows is no surname: "King Charles Germany visit".
pub(super) const REIGNING: &str = "King Queen Prince Princess Pope Saint St Emperor";

/// Forenames common in the news that are no other word.
pub(super) const FORENAMES: &str = "Aaron Abigail Adam Adrian Adriana Agnes Aidan Alan Albert Alberto Alejandro Alex Alexander \
    Alexandra Alexis Alfred Alice Alison Allan Allen Amanda Amber Amy Ana Anatole Andre Andrea Andreas Andrew Andy Angela Angelina Ann \
    Anna Anne Annie Anthony Antonio Arnold Arthur Ashley Audrey Barbara Barry Beatrice Ben Benjamin Bernard Beth Betty \
    Beverly Bob Bobby Boris Brad Bradley Brandon Brenda Brendan Brian Bridget Bruce Bryan Caleb Calvin Carl Carla Carlos \
    Carmen Carol Caroline Catherine Cecilia Charles Charlie Charlotte Cheryl Chloe Chris Christian Christina Christine \
    Christopher Claire Clara Claudia Clive Colin Connor Craig Curtis Cynthia Daniel Danny Darren David Deborah Debra \
    Denis Denise Dennis Denzel Derek Diana Diane Diego Dominic Donald Donna Doris Dorothy Douglas Duncan Dustin \
    Dwayne Dylan Eddie Edith Edmund Eduardo Edward Edwin Eileen Elaine Eleanor Elena Elijah Elizabeth Ella \
    Ellen Elliot Emily Emma Emmanuel Eric Erica Erik Ernest Esther Ethan Eugene Eva Evan Evelyn Felix Fernando Fiona \
    Florian Frances Francesca Francesco Francis Francisco Fred Frederick Gabriel Gareth Garry Gary Gavin Gemma Geoffrey George \
    Gerald Gerard Gina Gloria Gordon Graham Greg Gregory Hannah Harold Harriet Harry Harvey Hazel Heather Helen \
    Helena Henry Herbert Hillary Howard Hugh Hugo Ian Irene Irina Irving Isaac Isabel Isabella Isaiah Ivan Jack Jackie Jacob \
    Jacqueline Jake James Jamie Jane Janet Janice Jared Jasmine Jason Javier Jay Jean Jeff Jeffrey Jennifer Jenny Jeremy \
    Jerome Jerry Jesse Jessica Jesus Jill Jim Jimmy Joan Joanna Joanne Joe Joel John Johnny Jonathan Jorge Jose Joseph \
    Josh Joshua Joyce Juan Judith Judy Julia Julian Julie Justin Karen Karl Kate Katherine Kathleen Kathryn Kathy Katie \
    Katy Keith Kelly Kelvin Ken Kenneth Kerry Kevin Kim Kimberly Kristen Kurt Kyle Larry Laura Lauren Laurence Lawrence \
    Leah Leon Leonard Leslie Lewis Liam Linda Lisa Lloyd Lorraine Louis Louise Lucas Lucy Luis Luke Lynn Lynndie Madeleine Madison \
    Manuel Marc Marco Marcus Margaret Maria Marie Marilyn Mario Marion Mark Martha Martin Mary Matt Matthew Maurice Max \
    Megan Melanie Melissa Michael Michelle Miguel Mike Miles Mohammad Mohammed Molly Monica Morgan Muhammad Nancy Naomi Natalie Natasha \
    Nathan Neil Nicholas Nick Nicola Nicole Nigel Noah Nora Norman Oliver Olivia Oscar Owen Pablo Pamela Patricia Patrick \
    Paul Paula Pauline Pedro Peter Phil Philip Phillip Phoebe Rachel Ralph Ramon Randy Raymond Rebecca Ricardo Richard \
    Rick Ricky Rita Robert Roberto Robin Rodney Roger Roland Ron Ronald Rory Rosa Rosemary Ross Roy Ruby Russell Ruth Ryan \
    Sally Sam Samantha Samuel Sandra Sara Sarah Scott Sean Sebastian Sergio Sharon Shaun Shawn Sheila Shirley Simon Sonia \
    Sophia Sophie Stacey Stanley Stella Stephanie Stephen Steve Steven Stuart Sue Susan Suzanne Sylvia Tara Ted Teresa \
    Terry Theodore Theresa Thomas Tiffany Tim Timothy Tina Toby Todd Tom Tommy Tony Tracey Tracy Travis Trevor Tyler \
    Valerie Vanessa Vera Veronica Vincent Walter Wanda Warren Wayne Wendy William Xavier Yvonne Zachary Zoe";
