//! A browser at the end of a pipe: one process, many pages, its debugging protocol as its own documents describe it. It
//! knows nothing of reports.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::tools;

/// So long a browser may stay silent before the test gives up on it: it hangs, and no test measures time.
const SILENCE: Duration = Duration::from_mins(5);

/// Ends when the page has shown something.
const PAINTED: &str =
    "new Promise(done => new PerformanceObserver(done).observe({ type: 'paint', buffered: true })).then(() => 0)";

/// Ends after the next two frames: the first takes up what was done, the second comes after it is drawn.
const FRAME: &str = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))";

/// A running browser. It ends when the last page that was opened with it is dropped.
#[derive(Debug)]
pub(crate) struct Browser {
    wire: Mutex<Wire>,
    process: Mutex<Child>,
    _profile: TempDir,
}

#[derive(Debug)]
struct Wire {
    to: Option<ChildStdin>,
    from: Receiver<Value>,
    last: u64,
    events: VecDeque<Value>,
}

impl Browser {
    /// The browser that the tests share, or none, which is then said.
    pub(crate) fn shared() -> Option<Arc<Self>> {
        static SHARED: Mutex<Weak<Browser>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        let browser = shared.upgrade().or_else(|| Some(Arc::new(Self::started(tools::chromium()?))))?;
        *shared = Arc::downgrade(&browser);
        Some(browser)
    }

    /// The browser reads commands from descriptor 3 and writes to 4; the shell puts our pipes there.
    fn started(program: &Path) -> Self {
        let profile = tempfile::tempdir().unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 0</dev/null 1>/dev/null"]).arg(program);
        command.args(["--headless", "--remote-debugging-pipe", "--no-first-run", "--disable-gpu"]);
        command.args(["--disable-dev-shm-usage", "--disable-background-networking", "--disable-extensions"]);
        command.args(["--disable-renderer-backgrounding", "--disable-background-timer-throttling"]);
        command.args(["--disable-backgrounding-occluded-windows", "--disable-ipc-flooding-protection"]);
        command.arg(format!("--user-data-dir={}", profile.path().display()));
        if tools::is_root() {
            // The browser refuses to start its sandbox as root.
            command.arg("--no-sandbox");
        }
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        let (sender, from) = channel();
        let mut lines = BufReader::new(process.stdout.take().unwrap());
        thread::spawn(move || {
            let mut bytes = Vec::new();
            while lines.read_until(0, &mut bytes).is_ok_and(|read| read > 0) {
                bytes.pop();
                let Ok(message) = serde_json::from_slice(&bytes) else { break };
                if sender.send(message).is_err() {
                    break;
                }
                bytes.clear();
            }
        });
        let wire = Wire { to: process.stdin.take(), from, last: 0, events: VecDeque::new() };
        Self { wire: Mutex::new(wire), process: Mutex::new(process), _profile: profile }
    }

    fn call(&self, session: Option<&str>, method: &str, params: &Value) -> Result<Value, String> {
        self.wire.lock().unwrap_or_else(PoisonError::into_inner).call(session, method, params)
    }
}

impl Drop for Browser {
    /// Closing its pipe ends the browser, and its profile may be removed only after that.
    fn drop(&mut self) {
        self.wire.lock().unwrap_or_else(PoisonError::into_inner).to.take();
        let _ = self.process.lock().unwrap_or_else(PoisonError::into_inner).wait();
    }
}

impl Wire {
    fn call(&mut self, session: Option<&str>, method: &str, params: &Value) -> Result<Value, String> {
        self.last += 1;
        let id = self.last;
        let mut message = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        let to = self.to.as_mut().ok_or("the pipe is closed")?;
        to.write_all(format!("{message}\0").as_bytes()).and_then(|()| to.flush()).map_err(|error| error.to_string())?;
        loop {
            let mut answer = self.next()?;
            match answer.get("id") {
                Some(of) if of == id => {
                    return match answer.get("error") {
                        Some(error) => Err(error.to_string()),
                        None => Ok(answer["result"].take()),
                    };
                }
                Some(_) => {}
                None => self.events.push_back(answer),
            }
        }
    }

    fn next(&mut self) -> Result<Value, String> {
        self.from.recv_timeout(SILENCE).map_err(|error| format!("the browser says nothing: {error}"))
    }
}

/// A tab, closed when it is dropped.
#[derive(Debug)]
pub(crate) struct Page {
    browser: Arc<Browser>,
    target: String,
    session: String,
    /// Only the page in front draws, and what is not drawn hears no key: there is one at a time.
    _turn: MutexGuard<'static, ()>,
}

impl Page {
    /// An empty page that reports all that happens to it, as if it had the focus.
    pub(crate) fn open(browser: &Arc<Browser>) -> Self {
        static TURN: Mutex<()> = Mutex::new(());
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let whole = |method: &str, params: Value| browser.call(None, method, &params).unwrap();
        let target = text(&whole("Target.createTarget", json!({ "url": "about:blank" }))["targetId"]);
        let attached = whole("Target.attachToTarget", json!({ "targetId": target, "flatten": true }));
        let page = Self { browser: Arc::clone(browser), target, session: text(&attached["sessionId"]), _turn: turn };
        for domain in ["Page", "Runtime", "Log", "Network", "Audits"] {
            page.call(&format!("{domain}.enable"), &json!({}));
        }
        page.call("Emulation.setFocusEmulationEnabled", &json!({ "enabled": true }));
        page
    }

    /// A command that has to succeed.
    pub(crate) fn call(&self, method: &str, params: &Value) -> Value {
        let answer = self.browser.call(Some(&self.session), method, params);
        answer.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Loads a file, waits until it is loaded and drawn, and forgets what happened before.
    pub(crate) fn go(&self, file: &Path) {
        self.events();
        let answer = self.call("Page.navigate", &json!({ "url": format!("file://{}", file.display()) }));
        assert_eq!(answer.get("errorText"), None, "{}", file.display());
        self.wait("Page.loadEventFired");
        // Before its first picture a page hears no key.
        self.eval(PAINTED);
        self.drawn();
    }

    /// Waits until the page has drawn what was done to it: what a key or a link moves is where it will be.
    fn drawn(&self) {
        self.eval(FRAME);
    }

    fn wait(&self, method: &str) {
        let mut wire = self.browser.wire.lock().unwrap_or_else(PoisonError::into_inner);
        while !wire.events.iter().any(|event| event["sessionId"] == *self.session && event["method"] == method) {
            let event = wire.next().unwrap();
            wire.events.push_back(event);
        }
    }

    /// What happened to this page since it was last asked, in order.
    pub(crate) fn events(&self) -> Vec<(String, Value)> {
        // An answer of the page comes after all that it reported before.
        self.eval("0");
        let mut wire = self.browser.wire.lock().unwrap_or_else(PoisonError::into_inner);
        let events = wire.events.drain(..);
        let (mine, others): (VecDeque<Value>, _) = events.partition(|event| event["sessionId"] == *self.session);
        wire.events = others;
        mine.into_iter().map(|mut event| (text(&event["method"]), event["params"].take())).collect()
    }

    /// The value of an expression, which must not throw.
    pub(crate) fn eval(&self, script: &str) -> Value {
        let params = json!({ "expression": script, "returnByValue": true, "awaitPromise": true });
        let mut answer = self.call("Runtime.evaluate", &params);
        assert_eq!(answer.get("exceptionDetails"), None, "{script:.200}");
        answer["result"]["value"].take()
    }

    /// How the page is shown: width of the window, and what the reader's system asks for.
    pub(crate) fn show(&self, width: u32, features: &[(&str, &str)]) {
        let size = json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", &size);
        self.medium("", features);
    }

    /// The medium, `print` or the screen, with its features.
    pub(crate) fn medium(&self, medium: &str, features: &[(&str, &str)]) {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.call("Emulation.setEmulatedMedia", &json!({ "media": medium, "features": features }));
    }

    /// Presses a key, lets it go, and waits until what it did can be seen.
    pub(crate) fn press(&self, key: &str, code: u32) {
        let event = |kind: &str| json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code });
        let mut down = event("keyDown");
        if key == "Enter" {
            down["text"] = "\r".into();
        }
        self.call("Input.dispatchKeyEvent", &down);
        self.call("Input.dispatchKeyEvent", &event("keyUp"));
        self.drawn();
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.browser.call(None, "Target.closeTarget", &json!({ "targetId": self.target }));
    }
}

/// The text of a value that is one.
pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}
