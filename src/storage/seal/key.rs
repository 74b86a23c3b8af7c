//! What opens age files, and whom they are sealed for.

use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor, Identity, Recipient, scrypt, ssh, x25519};
use std::io::{self, Read as _, Write as _};
use std::sync::{Arc, Mutex, PoisonError};
use zeroize::Zeroizing;

/// How the lines begin that say, inside a locked plan, whom it is locked for.
const FOR: &str = "// locked for ";
/// The most that a file may hold when it is opened: a larger one is no plan.
const LARGEST: u64 = crate::storage::target::LARGEST;

/// Why something could not be sealed or opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// It is sealed, and there is no key at hand.
    #[error("it is locked")]
    Locked,
    /// The passphrase is not the one.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// None of the keys opens it.
    #[error("this key does not open it")]
    WrongKey,
    /// The file asks for more work than anybody would ask for in earnest.
    #[error("the file asks for more work (2^{0}) than is allowed (2^20)")]
    TooMuchWork(u8),
    /// The file was cut or changed.
    #[error("the locked file is damaged after byte {0}")]
    Damaged(u64),
    /// An age file of a newer kind, or one that only looks like one.
    #[error("it is not an age file that can be read")]
    Unknown,
    /// What should be a key, and is none that can be used.
    #[error("{0}")]
    NoKey(String),
}

/// One that opens what is sealed for it.
pub type Opener = Arc<dyn Identity + Send + Sync>;

/// Whom to seal for.
#[derive(Debug)]
enum For {
    /// Keys, as they are written down.
    Keys(Vec<String>),
    /// Whoever knows the passphrase: each file costs a second of work.
    Passphrase(SecretString),
}

/// What opens a plan's files, and seals them again. It is nowhere but in memory, and wiped there when it is dropped.
pub struct Key {
    identities: Vec<Opener>,
    /// The public halves of the identities.
    own: Vec<String>,
    to: Mutex<For>,
}

/// A file that was opened.
pub struct Opened {
    /// What it holds.
    pub bytes: Vec<u8>,
    /// Whom it was sealed for, as far as it says.
    pub recipients: Vec<String>,
}

impl Key {
    /// These identities, sealing for their public halves.
    ///
    /// # Errors
    /// One of the public halves is none.
    pub fn new(identities: Vec<Opener>, own: Vec<String>) -> Result<Self, SealError> {
        recipients(&own)?;
        Ok(Self { identities, own: own.clone(), to: Mutex::new(For::Keys(own)) })
    }

    /// The same identities, sealing for themselves alone, whoever else a file was sealed for.
    ///
    /// # Errors
    /// There is no key, but a passphrase that files are sealed with one by one.
    pub fn alone(&self) -> Result<Self, SealError> {
        if self.own.is_empty() {
            let why = "a passphrase without a key file opens it; unlock it first, then lock it";
            return Err(SealError::NoKey(why.to_owned()));
        }
        Self::new(self.identities.clone(), self.own.clone())
    }

    /// This key and another one together: what either of them opens is opened, and what is sealed is sealed for whomever
    /// either of them seals for.
    ///
    /// # Errors
    /// As [`Key::alone`].
    pub fn joined(&self, other: &Self) -> Result<Self, SealError> {
        let identities = self.identities.iter().chain(&other.identities).cloned().collect();
        let own = [self.own.as_slice(), &other.own].concat();
        let to = |key: &Self| match &*key.to.lock().unwrap_or_else(PoisonError::into_inner) {
            For::Keys(keys) => keys.clone(),
            For::Passphrase(_) => Vec::new(),
        };
        for key in [self, other] {
            key.alone().map(drop)?;
        }
        Self { identities, own, to: Mutex::new(For::Keys(to(self))) }.and_for(&to(other))
    }

    /// The same, sealing for these keys as well.
    ///
    /// # Errors
    /// One of the keys is none.
    pub fn and_for(self, others: &[String]) -> Result<Self, SealError> {
        recipients(others)?;
        if let For::Keys(keys) = &mut *self.to.lock().unwrap_or_else(PoisonError::into_inner) {
            for other in others.iter().map(|other| other.trim()) {
                if !keys.iter().any(|key| key == other) {
                    keys.push(other.to_owned());
                }
            }
        }
        Ok(self)
    }

    /// For files that a passphrase opens without a key file, as `age -p` makes them.
    pub fn of_passphrase(passphrase: SecretString) -> Self {
        let identities: Vec<Opener> = vec![Arc::new(scrypt_identity(passphrase.clone()))];
        Self { identities, own: Vec::new(), to: Mutex::new(For::Passphrase(passphrase)) }
    }

    /// The file says whom it is locked for: so it stays.
    pub fn lock_for(&self, keys: Vec<String>) {
        if let For::Keys(old) = &mut *self.to.lock().unwrap_or_else(PoisonError::into_inner)
            && !keys.is_empty()
            && recipients(&keys).is_ok()
        {
            *old = keys;
        }
    }

    /// Bytes as an age file.
    ///
    /// # Errors
    /// None that a valid key makes.
    pub fn seal(&self, bytes: &[u8]) -> Result<Vec<u8>, SealError> {
        match &*self.to.lock().unwrap_or_else(PoisonError::into_inner) {
            For::Keys(keys) => encrypt(&recipients(keys)?, bytes),
            For::Passphrase(passphrase) => seal_with_passphrase(passphrase, bytes),
        }
    }

    /// The plan's text as an age file that says, inside, whom it is locked for.
    ///
    /// # Errors
    /// None that a valid key makes.
    pub fn seal_plan(&self, text: &[u8]) -> Result<Vec<u8>, SealError> {
        let mut whole = Vec::with_capacity(text.len() + 128);
        if let For::Keys(keys) = &*self.to.lock().unwrap_or_else(PoisonError::into_inner) {
            for key in keys {
                whole.extend_from_slice(format!("{FOR}{key}\n").as_bytes());
            }
        }
        whole.extend_from_slice(text);
        self.seal(&whole)
    }

    /// What an age file holds.
    ///
    /// # Errors
    /// The key is another one, or the file is damaged.
    pub fn open(&self, bytes: &[u8]) -> Result<Opened, SealError> {
        let plain = decrypt(bytes, &self.identities)?;
        let mut rest = plain.as_slice();
        let mut keys = Vec::new();
        while let Some(line) = rest.strip_prefix(FOR.as_bytes()) {
            let end = line.iter().position(|byte| *byte == b'\n').unwrap_or(line.len());
            let (line, after) = line.split_at_checked(end).unwrap_or((line, &[]));
            keys.push(String::from_utf8_lossy(line).trim().to_owned());
            rest = after.strip_prefix(b"\n").unwrap_or(after);
        }
        let bytes = if keys.is_empty() { plain } else { rest.to_vec() };
        Ok(Opened { bytes, recipients: keys })
    }
}

/// Bytes as an age file that this passphrase opens.
///
/// # Errors
/// None but a failure of the machine.
pub fn seal_with_passphrase(passphrase: &SecretString, bytes: &[u8]) -> Result<Vec<u8>, SealError> {
    let mut recipient = scrypt::Recipient::new(passphrase.clone());
    recipient.set_work_factor(super::work().clamp(1, super::MOST_WORK));
    encrypt(&[Box::new(recipient)], bytes)
}

/// What an age file holds that a passphrase opens.
///
/// # Errors
/// The passphrase is another one, or the file is damaged.
pub fn open_with_passphrase(passphrase: SecretString, bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    decrypt(bytes, &[Arc::new(scrypt_identity(passphrase))]).map(Zeroizing::new)
}

fn scrypt_identity(passphrase: SecretString) -> scrypt::Identity {
    let mut identity = scrypt::Identity::new(passphrase);
    identity.set_max_work_factor(super::MOST_WORK);
    identity
}

/// Whether an age file is opened by a passphrase.
///
/// # Errors
/// It is no age file that can be read.
pub fn wants_passphrase(bytes: &[u8]) -> Result<bool, SealError> {
    let reader = age::armor::ArmoredReader::new(bytes);
    Decryptor::new_buffered(io::BufReader::new(reader)).map(|file| file.is_scrypt()).map_err(|why| said(&why, false))
}

fn encrypt(to: &[Box<dyn Recipient + Send>], bytes: &[u8]) -> Result<Vec<u8>, SealError> {
    let no = |why: String| SealError::NoKey(format!("it could not be locked: {why}"));
    let recipients = to.iter().map(|one| -> &dyn Recipient { &**one });
    let encryptor = Encryptor::with_recipients(recipients).map_err(|why| no(why.to_string()))?;
    let mut sealed = Vec::with_capacity(bytes.len() + bytes.len() / 4096 + 1024);
    let written = encryptor.wrap_output(&mut sealed).and_then(|mut file| {
        file.write_all(bytes)?;
        file.finish().map(|_| ())
    });
    written.map_err(|why| no(why.to_string()))?;
    Ok(sealed)
}

fn decrypt(bytes: &[u8], with: &[Opener]) -> Result<Vec<u8>, SealError> {
    let reader = io::BufReader::new(age::armor::ArmoredReader::new(bytes));
    let file = Decryptor::new_buffered(reader).map_err(|why| said(&why, false))?;
    let passphrase = file.is_scrypt();
    let identities = with.iter().map(|one| -> &dyn Identity { &**one });
    let reader = file.decrypt(identities).map_err(|why| said(&why, passphrase))?;
    let mut plain = Vec::with_capacity(bytes.len());
    let read = reader.take(LARGEST + 1).read_to_end(&mut plain);
    match read {
        Ok(_) if plain.len() as u64 > LARGEST => Err(SealError::Unknown),
        Ok(_) => Ok(plain),
        Err(_) => Err(SealError::Damaged(plain.len() as u64)),
    }
}

/// In our words. Those of the crate are for its own tool, and some of them cannot be printed.
fn said(why: &DecryptError, passphrase: bool) -> SealError {
    match why {
        DecryptError::ExcessiveWork { required, .. } => SealError::TooMuchWork(*required),
        DecryptError::KeyDecryptionFailed => SealError::WrongPassphrase,
        DecryptError::DecryptionFailed | DecryptError::NoMatchingKeys => {
            if passphrase {
                SealError::WrongPassphrase
            } else {
                SealError::WrongKey
            }
        }
        DecryptError::InvalidHeader | DecryptError::InvalidMac | DecryptError::Io(_) => SealError::Damaged(0),
        _ => SealError::Unknown,
    }
}

/// The keys to seal for, as they are written down: one of age's own, or a line of ssh's.
fn recipients(keys: &[String]) -> Result<Vec<Box<dyn Recipient + Send>>, SealError> {
    let one = |key: &String| -> Result<Box<dyn Recipient + Send>, SealError> {
        if let Ok(key) = key.parse::<x25519::Recipient>() {
            return Ok(Box::new(key));
        }
        let why = match key.parse::<ssh::Recipient>() {
            Ok(key) => return Ok(Box::new(key)),
            Err(ssh::ParseRecipientKeyError::RsaModulusTooSmall) => "the key is too short to be safe",
            Err(ssh::ParseRecipientKeyError::Unsupported(_)) => "age cannot lock for this kind of ssh key",
            Err(_) => "this is no public key of age (age1…) or ssh (ssh-ed25519 …, ssh-rsa …)",
        };
        Err(SealError::NoKey(why.to_owned()))
    };
    keys.iter().map(one).collect()
}
