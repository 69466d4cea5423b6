// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/verdictbar.h"

#include "items/plaintext.h"
#include "review/feedback.h"
#include "widgets/common/appearance.h"
#include "widgets/common/primarybutton.h"
#include "widgets/common/words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace docket {

VerdictBar::VerdictBar(Workbench &workbench, QWidget *parent)
    : QFrame(parent), m_workbench(workbench), m_summary(new QLabel), m_warning(new QLabel), m_note(new QLineEdit),
      m_strategy(new QComboBox)
{
    setObjectName(u"verdictBar"_s);
    setAccessibleName(tr("Verdict"));
    m_summary->setObjectName(u"verdictSummary"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_warning->setObjectName(u"verdictWarning"_s);
    m_warning->setTextFormat(Qt::PlainText);
    m_note->setObjectName(u"verdictNote"_s);
    m_note->setAccessibleName(tr("Note to the verdict"));
    m_note->setPlaceholderText(tr("Note to the verdict (optional)"));
    m_note->setMinimumWidth(160);
    m_strategy->setObjectName(u"mergeStrategy"_s);
    m_strategy->setAccessibleName(tr("How to merge"));
    for (const auto strategy : {MergeStrategy::MergeCommit, MergeStrategy::Squash, MergeStrategy::FastForward})
        m_strategy->addItem(Words::strategy(strategy), int(strategy));
    connect(m_strategy, &QComboBox::activated, this, &VerdictBar::previewMerge);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 7, 10, 7);
    layout->setSpacing(8);
    layout->addWidget(m_summary);
    layout->addWidget(m_warning);
    layout->addWidget(m_note, 1);
    layout->addWidget(m_strategy);
    using Look = PrimaryButton::Look;
    m_reject = addButton(u"verdictReject"_s, tr("Reject"), tr("Ends the task; its work is kept in a snapshot"),
                         int(Look::Danger));
    m_request = addButton(u"verdictRequest"_s, tr("Request changes"),
                          tr("The open comments and the note go to the agent as its next round"), int(Look::Plain));
    m_approve = addButton(u"verdictApprove"_s, tr("Approve"), tr("Approves exactly this tree"), int(Look::Prominent));
    m_handBack = addButton(u"verdictHandBack"_s, tr("Hand back to the agent"),
                           tr("The agent gets the conflicts as its next round"), int(Look::Plain));
    m_merge = addButton(u"verdictMerge"_s, tr("Merge"), tr("Moves the base branch"), int(Look::Prominent));
    connect(m_reject, &QPushButton::clicked, this,
            [this] { give(Verdict::Reject, tr("Rejected. The work is kept in its snapshot.")); });
    connect(m_request, &QPushButton::clicked, this,
            [this] { give(Verdict::RequestChanges, tr("The agent gets your comments as its next round.")); });
    connect(m_approve, &QPushButton::clicked, this, &VerdictBar::approve);
    connect(m_merge, &QPushButton::clicked, this, &VerdictBar::merge);
    connect(m_handBack, &QPushButton::clicked, this, &VerdictBar::handBack);
    connect(m_note, &QLineEdit::textChanged, this, &VerdictBar::updateAll);
    clear();
}

PrimaryButton *VerdictBar::addButton(const QString &name, const QString &text, const QString &help, int look)
{
    auto *button = new PrimaryButton(PrimaryButton::Look(look), text);
    button->setObjectName(name);
    button->setAccessibleName(text);
    button->setAccessibleDescription(help);
    button->setToolTip(help);
    layout()->addWidget(button);
    return button;
}

void VerdictBar::clear()
{
    m_record = {};
    m_previewKnown = false;
    m_busy = false;
    m_warned = false;
    ++m_generation;
    m_note->clear();
    updateAll();
}

void VerdictBar::setRecord(const TaskRecord &record)
{
    const bool sameTask = record.task.id == m_record.task.id;
    const TaskState before = m_record.task.state;
    m_record = record;
    m_busy = false;
    if (!sameTask || before != record.task.state) {
        m_warned = false;
        m_note->clear();
        m_strategy->setCurrentIndex(m_strategy->findData(int(record.task.strategy)));
        m_previewKnown = false;
        if (record.task.state == TaskState::Approved)
            previewMerge();
    }
    updateAll();
}

void VerdictBar::setComments(const QList<review::Comment> &comments)
{
    const review::OpenComments open = review::countOpen({comments.begin(), comments.end()});
    m_open = open.total();
    m_must = open.must;
    updateAll();
}

void VerdictBar::setProgress(review::ReadCount files, review::ReadCount hunks, int round)
{
    m_warned = m_warned && files == m_files && hunks == m_hunks;
    m_files = files;
    m_hunks = hunks;
    m_round = round;
    updateAll();
}

void VerdictBar::previewMerge()
{
    const quint64 generation = ++m_generation;
    m_previewKnown = false;
    updateAll();
    const auto strategy = MergeStrategy(m_strategy->currentData().toInt());
    m_workbench.previewMerge(m_record.task.id, strategy, this, [this, generation](const Result<MergePreview> &preview) {
        if (generation != m_generation)
            return;
        m_previewKnown = preview.has_value();
        if (preview)
            m_preview = *preview;
        else
            Q_EMIT failed(preview.error());
        updateAll();
    });
}

void VerdictBar::updateAll()
{
    const TaskState state = m_record.task.state;
    const bool known = m_record.task.id.isValid();
    const Round *current = m_record.currentRound();
    const bool review = known && state == TaskState::Review && m_record.currentSnapshot();
    const bool approved = known && state == TaskState::Approved;
    for (PrimaryButton *button : {m_reject, m_request, m_approve}) {
        button->setVisible(review);
        button->setEnabled(!m_busy);
    }
    m_warning->setVisible(review && m_warned);
    m_approve->setText(m_warned ? tr("Approve all the same") : tr("Approve"));
    if (m_warned) {
        setTextColor(m_warning, toneColor(Tone::Warning, palette()));
        m_warning->setText(unread());
    }
    const bool conflicts = m_previewKnown && !m_preview.conflicts.isEmpty();
    const bool needsNote = approved && m_previewKnown && !conflicts && m_preview.needsNote;
    const bool merges = m_preview.refusal.isEmpty() || (needsNote && !m_note->text().trimmed().isEmpty());
    m_note->setVisible(review || needsNote);
    m_note->setPlaceholderText(needsNote ? tr("Why it is merged all the same") : tr("Note to the verdict (optional)"));
    m_merge->setVisible(approved);
    m_merge->setText(needsNote ? tr("Merge all the same") : tr("Merge"));
    m_merge->setEnabled(!m_busy && m_previewKnown && !conflicts && merges);
    m_strategy->setVisible(approved);
    m_handBack->setVisible(approved && conflicts);
    m_handBack->setEnabled(!m_busy);
    m_request->setEnabled(!m_busy && (m_open > 0 || !m_note->text().trimmed().isEmpty()));

    QStringList parts;
    if (approved) {
        if (!m_previewKnown)
            parts += tr("Trying the merge \u2026");
        else if (conflicts)
            parts +=
                tr("Conflicts with %1: %2")
                    .arg(visibleText(m_preview.baseBranch), visibleText(m_preview.conflicts.mid(0, 3).join(u", "_s)))
                + (m_preview.conflicts.size() > 3 ? tr(" and %n more", nullptr, int(m_preview.conflicts.size()) - 3)
                                                  : QString());
        else
            parts += m_preview.refusal.isEmpty()
                ? tr("Merges into %1 without conflicts").arg(visibleText(m_preview.baseBranch))
                : visibleText(m_preview.refusal);
    } else if (known) {
        if (!review)
            parts += Words::state(state).word;
        if (m_hunks.all > 0)
            parts += tr("%1 of %2 hunks read").arg(m_hunks.read).arg(m_hunks.all);
        if (m_files.all > 0)
            parts += tr("%1 of %2 files viewed").arg(m_files.read).arg(m_files.all);
        if (m_open > 0)
            parts +=
                m_must > 0 ? tr("%1 open, %2 must").arg(m_open).arg(m_must) : tr("%n comment(s) open", nullptr, m_open);
        if (review && current && m_round > 0 && m_round != current->number)
            parts += tr("you see round %1, the verdict is about round %2").arg(m_round).arg(current->number);
    }
    m_summary->setText(parts.join(u"  \u00b7  "_s));
    setVisible(known && (review || approved || !parts.isEmpty()));
}

void VerdictBar::give(Verdict verdict, const QString &sentence)
{
    const Snapshot *snapshot = m_record.currentSnapshot();
    if (!snapshot || m_busy)
        return;
    m_busy = true;
    updateAll();
    m_workbench.giveVerdict(m_record.task.id, snapshot->tree, verdict, m_note->text().trimmed(), this,
                            [this, sentence](const Result<void> &result) {
                                m_busy = false;
                                if (result)
                                    Q_EMIT done(sentence);
                                else
                                    Q_EMIT failed(result.error());
                                updateAll();
                            });
}

QString VerdictBar::unread() const
{
    if (m_hunks.read < m_hunks.all)
        return tr("%1 of %2 hunks are not read.").arg(m_hunks.all - m_hunks.read).arg(m_hunks.all);
    if (m_files.read < m_files.all)
        return tr("%1 of %2 files are not read.").arg(m_files.all - m_files.read).arg(m_files.all);
    return {};
}

/** Unread parts are no gate, but nobody approves them unawares: the first click says how many there are, the second one
 * means it. */
void VerdictBar::approve()
{
    if (!m_warned && !unread().isEmpty()) {
        m_warned = true;
        updateAll();
        return;
    }
    m_warned = false;
    give(Verdict::Approve, tr("Approved. It can be merged now."));
}

void VerdictBar::merge()
{
    m_busy = true;
    updateAll();
    const QString note = m_preview.needsNote ? m_note->text().trimmed() : QString();
    const auto strategy = MergeStrategy(m_strategy->currentData().toInt());
    m_workbench.merge(m_record.task.id, strategy, note, this, [this](const Result<void> &result) {
        m_busy = false;
        if (result)
            Q_EMIT done(tr("Merged into %1.").arg(visibleText(m_preview.baseBranch)));
        else
            Q_EMIT failed(result.error());
        updateAll();
    });
}

void VerdictBar::handBack()
{
    m_busy = true;
    updateAll();
    m_workbench.handConflictsBack(m_record.task.id, this, [this](const Result<void> &result) {
        m_busy = false;
        if (result)
            Q_EMIT done(tr("The agent gets the conflicts as its next round."));
        else
            Q_EMIT failed(result.error());
        updateAll();
    });
}

} // namespace docket
