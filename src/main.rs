//! The program: what the command line comes to, as an exit status.

fn main() -> std::process::ExitCode {
    newsprint::cli::main(std::env::args_os()).into()
}
