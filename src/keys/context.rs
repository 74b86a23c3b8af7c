//! Where the user is, as far as keys are concerned.

/// A place in which keys have their meaning. The focused place comes first, the wider ones behind it:
/// see [`Context::chain`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// Works everywhere.
    Global,
    /// Whichever screen is shown.
    Screen,
    /// Screen Review, with a person on it.
    Review,
    /// Screen Review, with a promise chosen.
    ReviewPromise,
    /// The end of a review.
    ReviewEnd,
    /// Screen Journal.
    Journal,
    /// Screen Network.
    Network,
    /// Screen Progress.
    Progress,
    /// Screen Plan, whichever pane has the focus.
    Plan,
    /// The goal pane of screen Plan.
    Goals,
    /// The stakeholder list of screen Plan.
    Stakeholders,
    /// The ideas pane of screen Plan.
    Ideas,
    /// The about pane of screen Plan: one person with the touches.
    About,
    /// The find line under the stakeholder list.
    Find,
    /// The line in which a stakeholder, a touch or an idea is typed.
    Capture,
    /// A form, whichever field has the focus.
    Form,
    /// A field of one line.
    Line,
    /// A field of several lines.
    Text,
    /// A field that is one of a few words.
    Choice,
    /// The keys that work here.
    Help,
    /// Looking for a key or a command in help.
    HelpFind,
    /// Looking for a command by name.
    Palette,
    /// The figures of a chart.
    Figures,
    /// An entry of the journal, read as a whole.
    Reading,
    /// Another version of the plan, before it is taken in.
    Joining,
    /// Choosing one of a list.
    Pick,
    /// Reading why somebody stands where they do in the review.
    Why,
    /// Prompts for somebody.
    Prompts,
    /// The people for whom something is a gift.
    Value,
    /// The words of what could be given, over these people.
    ValueFind,
    /// Leaving a form that has changes.
    Unsaved,
    /// Quitting although a change could not be saved.
    Confirm,
    /// Deciding about what is missing in the file.
    Loss,
    /// The three questions of the first run.
    Welcome,
}

impl Context {
    /// Every context, wide before narrow.
    pub const ALL: [Self; 34] = [
        Self::Global,
        Self::Screen,
        Self::Review,
        Self::ReviewPromise,
        Self::ReviewEnd,
        Self::Journal,
        Self::Network,
        Self::Progress,
        Self::Plan,
        Self::Goals,
        Self::Stakeholders,
        Self::Ideas,
        Self::About,
        Self::Find,
        Self::Capture,
        Self::Form,
        Self::Line,
        Self::Text,
        Self::Choice,
        Self::Help,
        Self::HelpFind,
        Self::Palette,
        Self::Figures,
        Self::Reading,
        Self::Joining,
        Self::Pick,
        Self::Why,
        Self::Prompts,
        Self::Value,
        Self::ValueFind,
        Self::Unsaved,
        Self::Confirm,
        Self::Loss,
        Self::Welcome,
    ];

    /// The contexts of the Plan screen, which together have every command that it knows.
    pub const PLAN: [Self; 7] =
        [Self::Plan, Self::Goals, Self::Stakeholders, Self::Ideas, Self::About, Self::Screen, Self::Global];

    /// The contexts of the Review screen, which together have every command that it knows.
    pub const REVIEW: [Self; 5] = [Self::Review, Self::ReviewPromise, Self::ReviewEnd, Self::Screen, Self::Global];

    /// This context and the ones it inherits keys from, most specific first: what [`super::Keymap::resolve`] wants.
    pub fn chain(self) -> &'static [Self] {
        match self {
            Self::Global => &[Self::Global],
            Self::Screen => &[Self::Screen, Self::Global],
            Self::Review => &[Self::Review, Self::Screen, Self::Global],
            Self::ReviewPromise => &[Self::ReviewPromise, Self::Review, Self::Screen, Self::Global],
            Self::ReviewEnd => &[Self::ReviewEnd, Self::Screen, Self::Global],
            Self::Journal => &[Self::Journal, Self::Screen, Self::Global],
            Self::Network => &[Self::Network, Self::Screen, Self::Global],
            Self::Progress => &[Self::Progress, Self::Screen, Self::Global],
            Self::Plan => &[Self::Plan, Self::Screen, Self::Global],
            Self::Goals => &[Self::Goals, Self::Plan, Self::Screen, Self::Global],
            Self::Stakeholders => &[Self::Stakeholders, Self::Plan, Self::Screen, Self::Global],
            Self::Ideas => &[Self::Ideas, Self::Plan, Self::Screen, Self::Global],
            Self::About => &[Self::About, Self::Plan, Self::Screen, Self::Global],
            Self::Find => &[Self::Find, Self::Global],
            Self::Capture => &[Self::Capture, Self::Global],
            Self::Form => &[Self::Form, Self::Global],
            Self::Line => &[Self::Line, Self::Form, Self::Global],
            Self::Text => &[Self::Text, Self::Form, Self::Global],
            Self::Choice => &[Self::Choice, Self::Form, Self::Global],
            Self::Help => &[Self::Help, Self::Global],
            Self::HelpFind => &[Self::HelpFind, Self::Global],
            Self::Palette => &[Self::Palette, Self::Global],
            Self::Figures => &[Self::Figures, Self::Global],
            Self::Reading => &[Self::Reading, Self::Global],
            Self::Joining => &[Self::Joining, Self::Global],
            Self::Pick => &[Self::Pick, Self::Global],
            Self::Why => &[Self::Why, Self::Global],
            Self::Prompts => &[Self::Prompts, Self::Global],
            Self::Value => &[Self::Value, Self::Global],
            Self::ValueFind => &[Self::ValueFind, Self::Global],
            Self::Unsaved => &[Self::Unsaved, Self::Global],
            Self::Confirm => &[Self::Confirm, Self::Global],
            Self::Loss => &[Self::Loss, Self::Global],
            Self::Welcome => &[Self::Welcome, Self::Global],
        }
    }

    /// Whether keys without a meaning here are text for a field.
    pub fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Capture
                | Self::Find
                | Self::HelpFind
                | Self::Palette
                | Self::ValueFind
                | Self::Line
                | Self::Text
                | Self::Welcome
        )
    }

    /// The words for it in help and reference, as in "in the goal pane".
    pub fn title(self) -> &'static str {
        match self {
            Self::Global => "everywhere",
            Self::Screen => "every screen",
            Self::Review => "screen Review",
            Self::ReviewPromise => "promise in a review",
            Self::ReviewEnd => "end of a review",
            Self::Journal => "screen Journal",
            Self::Network => "screen Network",
            Self::Progress => "screen Progress",
            Self::Plan => "screen Plan",
            Self::Goals => "goal pane",
            Self::Stakeholders => "stakeholder list",
            Self::Ideas => "ideas pane",
            Self::About => "about pane",
            Self::Find => "find line",
            Self::Capture => "capture line",
            Self::Form => "form",
            Self::Line => "field of one line",
            Self::Text => "field of several lines",
            Self::Choice => "field to choose in",
            Self::Help => "help",
            Self::HelpFind => "find line of help",
            Self::Palette => "commands by name",
            Self::Figures => "figures of a chart",
            Self::Reading => "entry that is read",
            Self::Joining => "another version of the plan",
            Self::Pick => "list to pick from",
            Self::Why => "explanation",
            Self::Prompts => "prompts",
            Self::Value => "who would value this",
            Self::ValueFind => "what could be given",
            Self::Unsaved => "leaving a form",
            Self::Confirm => "quitting unsaved",
            Self::Loss => "much missing in the file",
            Self::Welcome => "first run",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_begins_with_itself_and_ends_everywhere() {
        for context in Context::ALL {
            assert_eq!(context.chain().first(), Some(&context));
            assert_eq!(context.chain().last(), Some(&Context::Global));
        }
    }
}
