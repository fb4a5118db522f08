//! The terminal as a guard: whatever happens, it is given back as it was.

use std::io::{self, Stdout, Write};
use std::mem::ManuallyDrop;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor, execute, queue, terminal};
use ratatui::backend::CrosstermBackend;
use ratatui::{Frame, Terminal};

use super::output::Frames;

/// True while the terminal is ours: what restores it does so once, from whichever thread comes first.
static OPEN: AtomicBool = AtomicBool::new(false);

/// The terminal in raw mode on its alternate screen.
pub struct Screen {
    /// Never dropped: its drop complains on stderr when the terminal is gone, and panics when stderr is gone too.
    /// [`restore`] shows the cursor.
    terminal: ManuallyDrop<Terminal<CrosstermBackend<Frames<Stdout>>>>,
    /// Whether the mouse is ours: with it the terminal's own selecting needs Shift.
    mouse: bool,
}

impl Screen {
    /// Takes the terminal. A panic on this thread gives it back before it is reported.
    ///
    /// # Errors
    /// If there is no terminal.
    pub fn open(mouse: bool) -> io::Result<Screen> {
        // Colours are the theme's business; the library's own reading of NO_COLOR would take bold and reverse too.
        crossterm::style::force_color_output(true);
        report_panics();
        take(mouse)?;
        let terminal = Terminal::new(CrosstermBackend::new(Frames::new(io::stdout()))).inspect_err(|_| restore())?;
        Ok(Screen { terminal: ManuallyDrop::new(terminal), mouse })
    }

    pub fn size(&self) -> io::Result<(u16, u16)> {
        terminal::size()
    }

    pub fn draw(&mut self, view: impl FnOnce(&mut Frame)) -> io::Result<()> {
        self.terminal.draw(view).map(|_| ())
    }

    /// Makes the next frame a whole one.
    pub fn repaint(&mut self) {
        // Not `clear`: that asks the terminal where the cursor is, and the answer goes to the thread that reads keys.
        // A failure shows again, and is reported, when the frame is drawn.
        _ = self.terminal.size().and_then(|size| self.terminal.resize(size.into()));
    }

    /// Asks the terminal to put a text on its clipboard; one that cannot does nothing.
    pub fn copy(&mut self, text: &str) {
        let mut out = io::stdout();
        // A failure shows again, and is reported, when the next frame is drawn.
        _ = queue!(out, CopyToClipboard::to_clipboard_from(text));
        _ = out.flush();
    }

    /// Gives the terminal back for a while.
    pub fn close(&mut self) {
        restore();
    }

    /// Takes it again. Whoever had it meanwhile may have left it in any mode.
    pub fn reopen(&mut self) -> io::Result<()> {
        restore();
        take(self.mouse)?;
        self.repaint();
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

fn take(mouse: bool) -> io::Result<()> {
    enable_raw_mode()?;
    OPEN.store(true, Ordering::SeqCst);
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, cursor::Hide).inspect_err(|_| restore())?;
    if mouse {
        execute!(io::stdout(), EnableMouseCapture).inspect_err(|_| restore())?;
    }
    Ok(())
}

/// Gives the terminal back: main screen, cursor, cooked mode. Does nothing the second time, and reports nothing:
/// where it fails there is no terminal left to tell.
pub fn restore() {
    if OPEN.swap(false, Ordering::SeqCst) {
        let mut out = io::stdout();
        _ = queue!(out, DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
        _ = out.flush();
        _ = disable_raw_mode();
    }
}

/// A panic on the thread that owns the screen gives the terminal back and says so in one sanitised line. One on
/// another thread leaves the screen alone: that thread reports it as a notice.
fn report_panics() {
    let owner = std::thread::current().id();
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().id() != owner {
            return;
        }
        restore();
        let text = crate::text::sanitise::line(&info.to_string()).text;
        // stderr may be gone with the terminal: nothing more can be done then.
        _ = writeln!(io::stderr(), "newsprint has stopped: {text}");
    }));
}
