//! Spanish and Portuguese names, told by a given name or a surname that is common there.

use crate::text::fold;

/// Whether a name is written in the manner of Spain, Portugal or Latin America.
pub fn is_name(name: &str) -> bool {
    let folded = fold(name);
    let mut words = folded.split(|c: char| !c.is_alphabetic());
    words.any(|w| GIVEN.binary_search(&w).is_ok() || SURNAMES.binary_search(&w).is_ok())
}

const GIVEN: [&str; 126] = [
    "adolfo", "adrian", "agustin", "alberto", "alejandra", "alejandro", "alfonso", "alfredo", "alvaro", "ana",
    "andres", "angel", "angela", "antonia", "antonio", "armando", "arturo", "augusto", "beatriz", "benito",
    "bernardo", "carlos", "carmen", "cecilia", "cesar", "claudia", "cristina", "daniela", "diego", "dilma", "dolores",
    "eduardo", "elena", "emilio", "enrique", "ernesto", "esteban", "eugenio", "evo", "fabio", "felipe", "fernanda",
    "fernando", "francisca", "francisco", "gabriel", "gabriela", "geraldo", "gerardo", "gilberto", "gonzalo",
    "guadalupe", "guillermo", "gustavo", "hector", "horacio", "ignacio", "inacio", "inaki", "ines", "isabel", "jaime",
    "jair", "javier", "jesus", "joao", "joaquin", "jorge", "jose", "josefa", "josep", "juan", "juana", "julio",
    "leonardo", "leopoldo", "lorenzo", "lourdes", "lucia", "luis", "luisa", "luiz", "manuel", "manuela", "marcelo",
    "marcos", "maria", "mariano", "marina", "mario", "mateo", "mauricio", "mercedes", "miguel", "nicolas", "octavio",
    "pablo", "paulo", "pedro", "pilar", "rafael", "ramon", "raul", "ricardo", "roberto", "rodrigo", "rogelio", "rosa",
    "ruben", "salvador", "santiago", "sebastian", "sergio", "sofia", "soledad", "susana", "teresa", "tomas",
    "vicente", "victor", "violeta", "ximena", "xiomara", "yolanda", "zacarias", "zaida",
];

const SURNAMES: [&str; 96] = [
    "aguilar", "aguirre", "almeida", "alvarez", "alves", "araujo", "avila", "barbosa", "bautista", "benitez",
    "cabrera", "calderon", "campos", "cardoso", "carvalho", "castillo", "castro", "chavez", "contreras", "correa",
    "cortes", "costa", "cruz", "delgado", "diaz", "dominguez", "escobar", "espinoza", "estrada", "fernandes",
    "fernandez", "ferreira", "flores", "fuentes", "garcia", "gomes", "gomez", "gonzales", "gonzalez", "guerrero",
    "gutierrez", "guzman", "hernandez", "herrera", "iglesias", "jimenez", "juarez", "lopes", "lopez", "martinez",
    "martins", "mejia", "mendez", "mendoza", "molina", "montenegro", "morales", "moreno", "munoz", "navarro", "nunez",
    "ochoa", "oliveira", "ortega", "ortiz", "pacheco", "pena", "pereira", "perez", "pinto", "ramirez", "ramos",
    "rebelo", "reyes", "ribeiro", "rios", "rivera", "rodrigues", "rodriguez", "rojas", "romero", "ruiz", "salazar",
    "sanchez", "santos", "silva", "sousa", "souza", "suarez", "torres", "valencia", "vargas", "vazquez", "vega",
    "velasco", "zapatero",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order() {
        assert!(GIVEN.is_sorted() && SURNAMES.is_sorted());
        assert!(is_name("Nicolás Maduro Moros") && is_name("Alberto Núñez Feijóo") && is_name("Luiz Inácio Lula da Silva"));
        assert!(!is_name("William Jefferson Clinton") && !is_name("Martin Luther King"));
    }
}
