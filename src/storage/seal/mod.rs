//! The locked plan: age files, so that whoever finds one without its key finds nothing.
//!
//! Begin with [`Seal`]: it stands in [`Places`](super::paths::Places), turns bytes on their way to the disk into an age
//! file and back while there is a [`Key`] in it, and leaves them alone while there is none. [`identity`] makes a key from
//! a file and a passphrase, [`turn`] locks and unlocks a plan with all that lies around it, [`again`] gives it another key.
//!
//! A passphrase does not open the plan itself: it opens a key file beside it, which costs a second of work on purpose,
//! and the key in that opens the plan, which costs nothing. So a save is as fast as without, and the standard tool opens
//! both with one command: `age -d -i touchbase.ron.key touchbase.ron`. Whom a plan is locked for stands in its first lines,
//! inside, where nobody can add to it from outside.
//!
//! What never comes in: where a passphrase comes from, and anything that writes a key down in plain.

pub mod again;
pub mod identity;
mod key;
pub mod turn;

pub use age::secrecy::SecretString;
pub use key::{Key, SealError};

use super::fault::Fault;
use super::target::{Target, bytes_at};
use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

/// How age files begin, the plain kind and the one for mails.
const BEGINNINGS: [&[u8]; 2] = [b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----"];

/// How much work a guess at a passphrase costs when we write: 2 to the power of this.
const WORK: u8 = 18;
/// The most work that is done for a file; one that asks for more wants to keep the machine busy.
const MOST_WORK: u8 = 20;

/// Whether bytes are an age file.
pub fn is_sealed(bytes: &[u8]) -> bool {
    BEGINNINGS.iter().any(|beginning| bytes.starts_with(beginning))
}

/// The work for what we write.
fn work() -> u8 {
    // Tests of a debug build make many keys, and none of them guards anything.
    #[cfg(debug_assertions)]
    if let Some(less) = std::env::var("TOUCHBASE_TEST_WORK").ok().and_then(|value| value.parse().ok()) {
        return less;
    }
    WORK
}

/// What stands between one plan and the disk: with a key in it, what goes there is sealed and what comes from there is
/// opened. All clones are the same one.
#[derive(Clone)]
pub struct Seal(Arc<Inner>);

struct Inner {
    plan: PathBuf,
    key: RwLock<Held>,
}

/// The key, as long as it is there.
enum Held {
    /// There is none: the plan is in plain, or nobody was asked yet.
    None,
    /// It is here.
    Key(Arc<Key>),
    /// It was put away; until it is back nothing is written.
    Away,
}

impl Seal {
    /// The seal of the plan at this path; there is no key in it.
    pub fn of(plan: &Path) -> Self {
        Self(Arc::new(Inner { plan: plan.to_path_buf(), key: RwLock::new(Held::None) }))
    }

    /// Whether there is a key in it, be it put away for now.
    pub fn has_key(&self) -> bool {
        !matches!(*self.held(), Held::None)
    }

    /// Drops the key, for all clones. Until one is put in again nothing is opened, and nothing is written in plain.
    pub fn put_away(&self) {
        let mut held = self.0.key.write().unwrap_or_else(PoisonError::into_inner);
        if matches!(*held, Held::Key(_)) {
            *held = Held::Away;
        }
    }

    /// Whether the key was put away.
    pub fn is_away(&self) -> bool {
        matches!(*self.held(), Held::Away)
    }

    fn held(&self) -> RwLockReadGuard<'_, Held> {
        self.0.key.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The key, from now on for all clones.
    pub fn set(&self, key: Option<Key>) {
        *self.0.key.write().unwrap_or_else(PoisonError::into_inner) =
            key.map_or(Held::None, |key| Held::Key(Arc::new(key)));
    }

    /// Puts a key in, if it opens the plan. A plan that is damaged behind its beginning is no fault of the key.
    ///
    /// # Errors
    /// It opens something else, or the plan cannot be read.
    pub fn try_key(&self, key: Key) -> Result<(), SealError> {
        if let Some(bytes) = bytes_at(&self.0.plan).filter(|bytes| is_sealed(bytes)) {
            match key.open(&bytes) {
                Ok(opened) => key.lock_for(opened.recipients),
                Err(SealError::Damaged(_)) => {}
                Err(why) => return Err(why),
            }
        }
        self.set(Some(key));
        Ok(())
    }

    /// The key in it.
    pub fn key(&self) -> Option<Arc<Key>> {
        match &*self.held() {
            Held::Key(key) => Some(Arc::clone(key)),
            Held::None | Held::Away => None,
        }
    }

    /// Whether the plan's file is an age file just now. One that is not there, or cannot be reached, is none.
    pub fn is_plan_sealed(&self) -> bool {
        beginning(&self.0.plan).is_some_and(|bytes| is_sealed(&bytes))
    }

    /// Whether it is one that a passphrase opens without a key file.
    pub fn is_plan_sealed_with_passphrase(&self) -> bool {
        bytes_at(&self.0.plan).is_some_and(|bytes| is_sealed(&bytes) && key::wants_passphrase(&bytes).unwrap_or(false))
    }

    /// The plan's text, on its way to the disk.
    ///
    /// # Errors
    /// As [`Seal::wrap`].
    pub fn wrap_plan<'a>(&self, text: &'a [u8]) -> Result<Cow<'a, [u8]>, Fault> {
        match self.key() {
            Some(key) => key.seal_plan(text).map(Cow::Owned).map_err(|why| self.fault(why)),
            None if self.is_away() => Err(self.fault(SealError::Locked)),
            None => Ok(Cow::Borrowed(text)),
        }
    }

    /// What belongs to the plan, on its way to the disk. What is sealed already stays as it is.
    ///
    /// # Errors
    /// The plan was locked by somebody else meanwhile, so that nothing of it may be written in plain.
    pub fn wrap<'a>(&self, bytes: &'a [u8]) -> Result<Cow<'a, [u8]>, Fault> {
        match self.key() {
            _ if is_sealed(bytes) => Ok(Cow::Borrowed(bytes)),
            Some(key) => key.seal(bytes).map(Cow::Owned).map_err(|why| self.fault(why)),
            None if self.is_away() || self.is_plan_sealed() => Err(self.fault(SealError::Locked)),
            None => Ok(Cow::Borrowed(bytes)),
        }
    }

    /// What came from the file at `path`, opened if it is sealed.
    ///
    /// # Errors
    /// It is sealed, and there is no key, or another one, or the file is damaged.
    pub fn unwrap<'a>(&self, path: &Path, bytes: &'a [u8]) -> Result<Cow<'a, [u8]>, Fault> {
        if !is_sealed(bytes) {
            return Ok(Cow::Borrowed(bytes));
        }
        let opened = self.key().ok_or(SealError::Locked).and_then(|key| key.open(bytes));
        opened.map(|opened| Cow::Owned(opened.bytes)).map_err(|why| Fault::Sealed { path: path.to_path_buf(), why })
    }

    /// The same for the plan itself, which says whom it is locked for.
    ///
    /// # Errors
    /// As [`Seal::unwrap`].
    pub fn unwrap_plan<'a>(&self, bytes: &'a [u8]) -> Result<Cow<'a, [u8]>, Fault> {
        if !is_sealed(bytes) {
            return Ok(Cow::Borrowed(bytes));
        }
        let Some(key) = self.key() else { return Err(self.fault(SealError::Locked)) };
        let opened = key.open(bytes).map_err(|why| self.fault(why))?;
        key.lock_for(opened.recipients);
        Ok(Cow::Owned(opened.bytes))
    }

    /// Why the plan cannot be opened or locked.
    pub fn fault(&self, why: SealError) -> Fault {
        Fault::Sealed { path: self.0.plan.clone(), why }
    }
}

/// The first bytes of a plain file.
fn beginning(path: &Path) -> Option<Vec<u8>> {
    let target = Target::find(path).ok().filter(|target| target.known.is_some())?;
    let mut bytes = Vec::new();
    File::open(target.real).ok()?.take(64).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

impl PartialEq for Seal {
    fn eq(&self, other: &Self) -> bool {
        self.0.plan == other.0.plan
    }
}

impl Eq for Seal {}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.has_key() { "Seal(a key)" } else { "Seal(no key)" })
    }
}
