//! From a file and a passphrase to a key.

use super::key::{self, Key, Opener, SealError};
use super::turn;
use crate::error::{Exit, Told};
use crate::storage::disk::Sound;
use crate::storage::paths::Places;
use crate::storage::target::Target;
use age::secrecy::{ExposeSecret as _, SecretString};
use age::{Callbacks, ssh, x25519};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zeroize::Zeroizing;

/// How private keys of ssh begin.
const SSH: &[u8] = b"-----BEGIN ";

/// A file with a key in it, read and not opened yet.
pub struct KeyFile {
    path: PathBuf,
    bytes: Zeroizing<Vec<u8>>,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Keys of age, in plain.
    Plain,
    /// The same, behind a passphrase.
    Sealed,
    /// A private key of ssh, in plain.
    Ssh,
    /// The same, behind a passphrase.
    SealedSsh,
}

/// Where the key of a plan is to be had.
pub enum Kept {
    /// In the file that was named, or in the one beside the plan.
    There(KeyFile),
    /// In our copy of that one, which is gone.
    Copy(KeyFile),
    /// In nobody's file: a passphrase alone opens the plan.
    Nowhere,
    /// There is none to be found.
    Missing,
}

impl KeyFile {
    /// The key file of a plan: the one that was named, else the one beside the plan, else our copy of that.
    ///
    /// # Errors
    /// One is there and cannot be read, or is no key.
    pub fn find(places: &Places, named: Option<&Path>) -> Result<Kept, Told> {
        let (beside, copy) = (Self::beside(&places.plan), turn::key_copy(places));
        match named {
            Some(named) => Self::read(named).map(Kept::There),
            None if beside.exists() => Self::read(&beside).map(Kept::There),
            None if places.seal.is_plan_sealed_with_passphrase() => Ok(Kept::Nowhere),
            None if copy.exists() => Self::read(&copy).map(Kept::Copy),
            None => Ok(Kept::Missing),
        }
    }

    /// Where it was read.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The key file that belongs to a plan: beside it, under its name with `.key`.
    pub fn beside(plan: &Path) -> PathBuf {
        let real = Target::find(plan).map_or_else(|_| plan.to_path_buf(), |target| target.real);
        let mut name = real.file_name().unwrap_or_default().to_os_string();
        name.push(".key");
        real.with_file_name(name)
    }

    /// Reads a file with keys of age, or a private key of ssh.
    ///
    /// # Errors
    /// It cannot be read, or is no key.
    pub fn read(path: &Path) -> Result<Self, Told> {
        let read = Target::find(path).and_then(|target| target.read(&Sound));
        let no = |why: &str| {
            Told::new(Exit::Locked, format!("could not read the key: {why}")).at(path.display().to_string())
        };
        let bytes = match read {
            Ok(Some(bytes)) => Zeroizing::new(bytes),
            Ok(None) => return Err(no("there is no such file").hint("name the file with the private key")),
            Err(fault) => return Err(no(&fault.to_string())),
        };
        let kind = if super::is_sealed(&bytes) {
            match key::wants_passphrase(&bytes) {
                Ok(true) => Kind::Sealed,
                Ok(false) => return Err(no("it is locked for another key itself")),
                Err(why) => return Err(no(&why.to_string())),
            }
        } else if bytes.starts_with(SSH) {
            match ssh::Identity::from_buffer(bytes.as_slice(), None) {
                Ok(ssh::Identity::Unencrypted(_)) => Kind::Ssh,
                Ok(ssh::Identity::Encrypted(_)) => Kind::SealedSsh,
                _ => return Err(no("this kind of ssh key cannot be used").hint("use one of ssh-ed25519 or ssh-rsa")),
            }
        } else {
            Kind::Plain
        };
        Ok(Self { path: path.to_path_buf(), bytes, kind })
    }

    /// Whether it takes a passphrase to open it.
    pub fn wants_passphrase(&self) -> bool {
        matches!(self.kind, Kind::Sealed | Kind::SealedSsh)
    }

    /// The key in it.
    ///
    /// # Errors
    /// The passphrase is another one, or there is no key in it.
    pub fn open(&self, passphrase: Option<SecretString>) -> Result<Key, SealError> {
        let given = passphrase.ok_or(SealError::Locked);
        match self.kind {
            Kind::Plain => of_age(&self.bytes),
            Kind::Sealed => of_age(&key::open_with_passphrase(given?, &self.bytes)?),
            Kind::Ssh => self.of_ssh(None),
            Kind::SealedSsh => self.of_ssh(Some(given?)),
        }
    }

    fn of_ssh(&self, passphrase: Option<SecretString>) -> Result<Key, SealError> {
        let name = self.path.display().to_string();
        let none = |_| SealError::NoKey("this is no ssh key that can be used".to_owned());
        let identity = ssh::Identity::from_buffer(self.bytes.as_slice(), Some(name)).map_err(none)?;
        let to = ssh::Recipient::try_from(identity.clone());
        let to = to.map_err(|_| SealError::NoKey("this kind of ssh key cannot be used".to_owned()))?;
        let identity: Opener = match passphrase {
            None => Arc::new(identity),
            Some(passphrase) => Arc::new(identity.with_callbacks(Known(passphrase))),
        };
        Key::new(vec![identity], vec![to.to_string()])
    }
}

/// A new key behind a passphrase: the key, and the bytes of its file.
///
/// # Errors
/// None but a failure of the machine.
pub fn make(passphrase: &SecretString) -> Result<(Key, Vec<u8>), SealError> {
    let identity = x25519::Identity::generate();
    let public = identity.to_public().to_string();
    let text = Zeroizing::new(format!("# public key: {public}\n{}\n", identity.to_string().expose_secret()));
    let file = key::seal_with_passphrase(passphrase, text.as_bytes())?;
    Ok((Key::new(vec![Arc::new(identity)], vec![public])?, file))
}

/// The keys in the text of an identity file: comments, and one key a line.
fn of_age(text: &[u8]) -> Result<Key, SealError> {
    let none = |what: &str| SealError::NoKey(what.to_owned());
    let text = std::str::from_utf8(text).map_err(|_| none("this is no key of age or ssh"))?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (mut identities, mut to) = (Vec::<Opener>::new(), Vec::new());
    for line in lines {
        let identity: x25519::Identity = line.parse().map_err(|_| none("this is no private key of age or ssh"))?;
        to.push(identity.to_public().to_string());
        identities.push(Arc::new(identity));
    }
    if identities.is_empty() { Err(none("there is no key in this file")) } else { Key::new(identities, to) }
}

/// Answers the question for the passphrase, and no other.
#[derive(Clone)]
struct Known(SecretString);

impl Callbacks for Known {
    fn display_message(&self, _: &str) {}

    fn confirm(&self, _: &str, _: &str, _: Option<&str>) -> Option<bool> {
        None
    }

    fn request_public_string(&self, _: &str) -> Option<String> {
        None
    }

    fn request_passphrase(&self, _: &str) -> Option<SecretString> {
        Some(self.0.clone())
    }
}
