//! The disk: where a plan is kept, how it is read, and how it is saved without ever losing it.
//!
//! Begin with [`store::Store`]: it opens a plan and has one operation, to agree with the file. [`saver::Saver`] does the
//! same on a thread of its own, [`watch::Watch`] says when it is time to look again.
//!
//! | layer | what is in it |
//! | --- | --- |
//! | agreeing | [`store`], [`saver`], [`watch`], [`aside`] (our version while it cannot be saved), [`draft`] (what is half written), [`scratch`] (a text for an editor), [`one`] (one record in it), [`kept`] (what an editor left and nobody took), [`anew`] (in place of a broken file), [`markers`] (both sides of a merge in one file), [`trail`] (what the command line can take back), [`cache`] (answers about an unchanged plan), [`copy`], [`copies`] (what sync tools leave), [`backup`], [`inspect`], [`tidy`], [`demo`] (the sample), [`glance`] (who is in it, for somebody typing), [`pages`] (manuals) |
//! | the text | [`mod@format`] writes it; [`read`] and [`migrate`] read it, [`scan`], [`length`] and [`mistake`] say what is wrong with it |
//! | the lock on it | [`seal`] (age files: between the text and the disk, for the plan and all that belongs to it) |
//! | the disk | [`atomic`] (the one routine that replaces a file), [`attributes`] (what goes with it), [`lock`], [`target`] (the file behind the links), [`disk`] |
//! | the words | [`paths`] (where everything is), [`fault`] and [`save_error`] (why something could not be done) |
//!
//! What holds for the whole room: nothing is written over that was not understood; a file on the disk is the old one or
//! the new one, never anything between; what is ours alone is readable by its owner alone; a failure is told with its
//! place and what to do about it. What never comes in: terminals, keys, screens, and any rule about what a plan means.
//! The domain is used, nothing else.

pub mod anew;
pub mod aside;
pub mod atomic;
pub mod attributes;
pub mod backup;
pub mod cache;
pub mod copies;
pub mod copy;
pub mod demo;
pub mod disk;
pub mod draft;
pub mod fault;
pub mod format;
pub mod glance;
pub mod inspect;
pub mod kept;
pub mod length;
pub mod lock;
pub mod markers;
pub mod migrate;
pub mod mistake;
pub mod one;
pub mod pages;
pub mod paths;
pub mod read;
pub mod save_error;
pub mod saver;
pub mod scan;
pub mod scratch;
pub mod seal;
pub mod seen;
pub mod store;
pub mod target;
pub mod tidy;
pub mod trail;
pub mod watch;
