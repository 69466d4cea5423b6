// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/speceditor/specpane.h"

#include "widgets/common/appearance.h"
#include "widgets/common/primarybutton.h"
#include "widgets/common/words.h"
#include "widgets/speceditor/specoutline.h"
#include "widgets/speceditor/spectextedit.h"
#include "widgets/speceditor/specwords.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QLabel>
#include <QLocale>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace docket {

SpecPane::SpecPane(Workbench &workbench, QWidget *parent)
    : QWidget(parent), m_workbench(workbench), m_profile(new QComboBox), m_base(new QLabel), m_status(new QLabel),
      m_revisions(new QComboBox), m_editor(new SpecTextEdit), m_outline(new SpecOutline), m_olderBar(new QWidget),
      m_olderText(new QLabel), m_takeOlder(new PrimaryButton(PrimaryButton::Look::Plain, tr("Take this text"))),
      m_backToNewest(new PrimaryButton(PrimaryButton::Look::Prominent, tr("Back to the newest"))),
      m_draftBar(new QWidget), m_draftText(new QLabel)
{
    m_editor->setObjectName(u"specText"_s);
    m_editor->setAccessibleName(tr("Text of the spec, in Markdown"));
    m_profile->setObjectName(u"specProfile"_s);
    m_profile->setAccessibleName(tr("Agent that does it"));
    m_revisions->setObjectName(u"specRevisions"_s);
    m_revisions->setAccessibleName(tr("Revision to show"));
    for (QLabel *label : {m_base, m_status, m_olderText, m_draftText})
        label->setTextFormat(Qt::PlainText);
    m_olderText->setWordWrap(true);
    m_takeOlder->setObjectName(u"takeOlderRevision"_s);
    m_backToNewest->setObjectName(u"backToNewestRevision"_s);

    auto *agent = new QLabel(tr("Agent"));
    agent->setBuddy(m_profile);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(16, 8, 16, 8);
    bar->setSpacing(10);
    bar->addWidget(agent);
    bar->addWidget(m_profile);
    bar->addWidget(m_base);
    bar->addStretch();
    bar->addWidget(m_status);
    bar->addWidget(m_revisions);

    auto *older = new QHBoxLayout(m_olderBar);
    older->setContentsMargins(16, 8, 16, 8);
    older->addWidget(m_olderText, 1);
    older->addWidget(m_takeOlder);
    older->addWidget(m_backToNewest);
    m_olderBar->setAutoFillBackground(true);
    m_olderBar->hide();
    m_revisions->hide();
    makeDraftBar();

    auto *splitter = new QSplitter;
    splitter->addWidget(m_editor);
    splitter->addWidget(m_outline);
    splitter->setStretchFactor(0, 5);
    splitter->setStretchFactor(1, 2);
    splitter->setSizes({700, 270});
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_olderBar);
    layout->addWidget(m_draftBar);
    layout->addWidget(splitter, 1);

    m_parseSoon.setSingleShot(true);
    m_parseSoon.setInterval(150);
    connect(&m_parseSoon, &QTimer::timeout, this, &SpecPane::parse);
    connect(m_editor, &QPlainTextEdit::textChanged, this, [this] {
        m_parseSoon.start();
        m_draftSoon.start();
        showStatus();
    });
    m_draftSoon.setSingleShot(true);
    m_draftSoon.setInterval(1000);
    connect(&m_draftSoon, &QTimer::timeout, this, &SpecPane::keepDraft);
    connect(qApp, &QCoreApplication::aboutToQuit, this, &SpecPane::keepDraft);
    connect(m_outline, &SpecOutline::lineChosen, m_editor, &SpecTextEdit::goToLine);
    connect(m_profile, &QComboBox::activated, this, [this](int row) {
        m_workbench.setProfile(m_task, m_profile->itemData(row).toString(), this, [this](const Result<void> &done) {
            if (!done)
                Q_EMIT failed(done.error());
        });
    });
    connect(m_revisions, &QComboBox::activated, this,
            [this](int row) { showRevision(m_revisions->itemData(row).toInt()); });
    connect(m_backToNewest, &QPushButton::clicked, this, [this] { showRevision(0); });
    connect(m_takeOlder, &QPushButton::clicked, this, [this] {
        m_draft = m_editor->toPlainText();
        showRevision(0);
    });
    connect(&m_workbench, &Workbench::profilesChanged, this, &SpecPane::showProfiles);
    showProfiles();
}

void SpecPane::showTask(TaskId task)
{
    if (m_task == task)
        return;
    leave();
    m_task = task;
    m_card = {};
    m_loaded = false;
    m_hasDraft = false;
    m_draftSoon.stop();
    m_draftBar->hide();
    m_shown = 0;
    m_history.clear();
    m_revisions->clear();
    m_olderBar->hide();
    m_editor->setReadOnly(true);
    load(0);
}

void SpecPane::setCard(const TaskCard &card)
{
    m_card = card;
    m_base->setText(card.baseBranch.isEmpty() ? QString() : tr("into %1", "branch").arg(card.baseBranch));
    setTextColor(m_base, quietText(palette()));
    setTextColor(m_status, quietText(palette()));
    showProfiles();
}

void SpecPane::load(int revision)
{
    const quint64 generation = ++m_generation;
    m_workbench.loadSpec(m_task, revision, this, [this, generation](const Result<SpecRevision> &loaded) {
        if (generation != m_generation)
            return;
        if (!loaded) {
            Q_EMIT failed(loaded.error());
            return;
        }
        m_stored = loaded->markdown;
        m_newest = loaded->number;
        m_loaded = true;
        m_editor->setPlainText(loaded->markdown);
        m_editor->setReadOnly(isFinal(m_card.state) && m_card.id == m_task);
        m_editor->document()->setModified(false);
        parse();
        showStatus();
        loadHistory();
        loadDraft();
    });
}

void SpecPane::loadHistory()
{
    m_workbench.loadSpecHistory(m_task, this, [this, task = m_task](const Result<QList<SpecRevision>> &history) {
        if (task != m_task || !history)
            return;
        m_history = *history;
        m_revisions->clear();
        const QLocale locale;
        for (auto it = m_history.crbegin(); it != m_history.crend(); ++it) {
            const bool newest = it == m_history.crbegin();
            m_revisions->addItem(newest ? tr("Revision %1 (newest)").arg(it->number)
                                        : tr("Revision %1, %2")
                                              .arg(it->number)
                                              .arg(locale.toString(it->savedAt.toLocalTime(), QLocale::ShortFormat)),
                                 newest ? 0 : it->number);
        }
        m_revisions->setVisible(m_history.size() > 1);
        m_revisions->setCurrentIndex(std::max(0, m_revisions->findData(m_shown)));
    });
}

void SpecPane::showRevision(int number)
{
    if (number == m_shown && number != 0)
        return;
    if (m_shown == 0 && number != 0)
        m_draft = m_editor->toPlainText();
    m_shown = number;
    m_revisions->setCurrentIndex(std::max(0, m_revisions->findData(number)));
    if (number == 0) {
        m_editor->setReadOnly(false);
        m_editor->setPlainText(m_draft);
        m_olderBar->hide();
    } else {
        for (const SpecRevision &revision : std::as_const(m_history)) {
            if (revision.number != number)
                continue;
            QStringList changes;
            for (const SpecChange &change : diffSpecs(parseSpec(revision.markdown), parseSpec(m_draft)))
                changes << SpecWords::change(change);
            m_editor->setReadOnly(true);
            m_editor->setPlainText(revision.markdown);
            m_olderText->setText(changes.isEmpty()
                                     ? tr("Revision %1 says the same as the newest.").arg(number)
                                     : tr("Revision %1. Since then: %2").arg(number).arg(changes.join(u"; "_s)));
            QPalette p = palette();
            p.setColor(QPalette::Window, toneGround(Tone::Accent, p));
            m_olderBar->setPalette(p);
            m_olderBar->show();
        }
    }
    parse();
    showStatus();
}

bool SpecPane::isModified() const
{
    return m_loaded && (m_shown == 0 ? !m_editor->holds(m_stored) : m_draft != m_stored);
}

void SpecPane::save()
{
    leave();
}

void SpecPane::leave(std::function<void()> then)
{
    if (!isModified()) {
        if (then)
            then();
        return;
    }
    store(m_task, m_shown == 0 ? m_editor->toPlainText() : m_draft, std::move(then));
}

void SpecPane::store(TaskId task, const QString &text, std::function<void()> then)
{
    const QString before = m_stored;
    m_stored = text;
    m_workbench.saveSpec(task, text, this, [this, task, before, then = std::move(then)](const Result<int> &revision) {
        if (!revision) {
            if (task == m_task)
                m_stored = before;
            Q_EMIT failed(revision.error());
        } else if (task == m_task) {
            m_newest = *revision;
            m_draftBar->hide();
            Q_EMIT saved(*revision);
            loadHistory();
        }
        if (revision)
            forgetDraft(task);
        showStatus();
        if (then && revision)
            then();
    });
    showStatus();
}

namespace {

QString draftPlace(TaskId task)
{
    return u"spec/%1"_s.arg(task.value);
}

} // namespace

void SpecPane::makeDraftBar()
{
    auto *discard = new PrimaryButton(PrimaryButton::Look::Plain, tr("Back to the saved text"));
    discard->setObjectName(u"specDraftDiscard"_s);
    m_draftText->setObjectName(u"specDraftText"_s);
    m_draftText->setWordWrap(true);
    auto *row = new QHBoxLayout(m_draftBar);
    row->setContentsMargins(16, 8, 16, 8);
    row->addWidget(m_draftText, 1);
    row->addWidget(discard);
    m_draftBar->setAutoFillBackground(true);
    m_draftBar->hide();
    connect(discard, &QPushButton::clicked, this, [this] {
        m_editor->setPlainText(m_stored);
        m_draftBar->hide();
        keepDraft();
    });
}

void SpecPane::loadDraft()
{
    const quint64 generation = m_generation;
    m_workbench.loadDraft(draftPlace(m_task), this, [this, generation](const Result<DraftText> &draft) {
        if (generation == m_generation && draft && !draft->text.isEmpty())
            takeDraft(*draft);
    });
}

void SpecPane::takeDraft(const DraftText &draft)
{
    m_hasDraft = true;
    if (draft.text == m_stored)
        return keepDraft();
    if (m_editor->isReadOnly() || isModified())
        return; // nothing can be saved here any more, or somebody types already
    m_editor->setPlainText(draft.text);
    const QString when = QLocale().toString(draft.savedAt.toLocalTime(), QLocale::ShortFormat);
    m_draftText->setText(
        tr("Text that was not saved on %1 is back. It becomes a revision when you save or leave.").arg(when));
    QPalette p = palette();
    p.setColor(QPalette::Window, toneGround(Tone::Accent, p));
    m_draftBar->setPalette(p);
    m_draftBar->show();
    parse();
    showStatus();
}

void SpecPane::keepDraft()
{
    m_draftSoon.stop();
    if (!m_loaded)
        return;
    if (!isModified())
        return forgetDraft(m_task);
    m_hasDraft = true;
    const QString text = m_shown == 0 ? m_editor->toPlainText() : m_draft;
    m_workbench.saveDraft(draftPlace(m_task), text, this, [this](const Result<void> &kept) {
        if (!kept)
            Q_EMIT failed(kept.error());
    });
}

void SpecPane::forgetDraft(TaskId task)
{
    if (task == m_task && !std::exchange(m_hasDraft, false))
        return;
    m_workbench.saveDraft(draftPlace(task), {}, this, {});
}

void SpecPane::showProfiles()
{
    m_profile->clear();
    m_profile->addItem(tr("Project's default"), QString());
    for (const ProfileInfo &profile : m_workbench.profiles()) {
        m_profile->addItem(profile.problem.isEmpty() ? profile.title : tr("%1 (not available)").arg(profile.title),
                           profile.name);
        if (!profile.problem.isEmpty())
            m_profile->setItemData(m_profile->count() - 1, profile.problem, Qt::ToolTipRole);
    }
    m_profile->setCurrentIndex(std::max(0, m_profile->findData(m_card.profile)));
}

void SpecPane::parse()
{
    m_parseSoon.stop();
    m_document = parseSpec(m_editor->toPlainText());
    m_outline->setDocument(m_document);
}

void SpecPane::showStatus()
{
    const bool modified = isModified();
    m_status->setText(!m_loaded ? QString() : modified ? tr("Not saved yet")
                      : tr("Saved as revision %1").arg(m_newest));
    Q_EMIT modifiedChanged(modified);
}

void SpecPane::insertCriterion()
{
    parse();
    m_editor->insertCriterion(m_document);
}

void SpecPane::insertSection(SectionKind kind)
{
    parse();
    m_editor->insertSection(m_document, kind);
}

void SpecPane::goToProblem(int step)
{
    parse();
    if (m_document.problems.isEmpty())
        return;
    const int line = m_editor->currentLine();
    const SpecProblem *target = step > 0 ? &m_document.problems.constFirst() : &m_document.problems.constLast();
    for (const SpecProblem &problem : std::as_const(m_document.problems)) {
        if (step > 0 && problem.line > line) {
            target = &problem;
            break;
        }
        if (step < 0 && problem.line < line)
            target = &problem;
    }
    m_editor->goToLine(target->line);
}

void SpecPane::focusRevisions()
{
    m_revisions->setFocus();
    m_revisions->showPopup();
}

} // namespace docket
