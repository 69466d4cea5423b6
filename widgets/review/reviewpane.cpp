// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/reviewpane.h"

#include "widgets/common/icons.h"
#include "widgets/common/words.h"
#include "widgets/review/diffactions.h"
#include "widgets/review/diffview.h"
#include "widgets/review/evidencestrip.h"
#include "widgets/review/filetreepanel.h"
#include "widgets/review/findbar.h"
#include "widgets/review/helpsheet.h"
#include "widgets/review/reviewerrands.h"
#include "widgets/review/verdictbar.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace docket {

ReviewPane::ReviewPane(Workbench &workbench, DiffSource &source, QWidget *parent)
    : QWidget(parent), m_session(new ReviewSession(workbench, source, this)), m_view(new DiffView), m_files(new FileTreePanel(&m_model)),
      m_find(new FindBar(m_view)), m_evidence(new EvidenceStrip), m_verdicts(new VerdictBar(workbench)),
      m_errands(new ReviewErrands(*m_session, *m_view, this)), m_splitter(new QSplitter)
{
    setObjectName(u"reviewPane"_s);
    setAccessibleName(tr("Review"));
    m_view->setHighlighter(&m_highlighter);
    auto *right = new QWidget;
    auto *rightLayout = new QVBoxLayout(right);
    rightLayout->setContentsMargins(0, 0, 0, 0);
    rightLayout->setSpacing(0);
    rightLayout->addWidget(m_find);
    rightLayout->addWidget(m_view, 1);
    m_splitter->setObjectName(u"reviewSplitter"_s);
    m_splitter->setAccessibleName(tr("Files and changes"));
    m_splitter->addWidget(m_files);
    m_splitter->addWidget(right);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({260, 1000});
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_files->setMinimumWidth(140);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeToolBar());
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_verdicts);
    setFocusProxy(m_view);
    connectSession();
    connectView();
    updateState();
}

ReviewPane::~ReviewPane()
{
    m_view->setHighlighter(nullptr); // the highlighter is a member and dies before the child widgets
}

QToolButton *ReviewPane::makeToggle(const QString &actionName, const QString &text)
{
    QAction *action = m_view->actionList()->find(actionName);
    auto *button = new QToolButton;
    button->setObjectName(actionName + u"Button"_s);
    button->setAccessibleName(action->text());
    button->setToolTip(u"%1 (%2)"_s.arg(action->text(), action->shortcut().toString(QKeySequence::NativeText)));
    button->setText(text);
    button->setAutoRaise(true);
    button->setCheckable(action->isCheckable());
    button->setFocusPolicy(Qt::TabFocus);
    connect(action, &QAction::toggled, button, &QToolButton::setChecked);
    connect(button, &QToolButton::clicked, action, &QAction::trigger);
    return button;
}

QWidget *ReviewPane::makeToolBar()
{
    auto *bar = new QWidget;
    bar->setObjectName(u"reviewToolBar"_s);
    m_ranges = new QComboBox;
    m_ranges->setObjectName(u"reviewRange"_s);
    m_ranges->setAccessibleName(tr("What is compared"));
    m_ranges->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_modes = new QComboBox;
    m_modes->setObjectName(u"reviewMode"_s);
    m_modes->setAccessibleName(tr("Side by side or unified"));
    m_modes->addItem(tr("Automatic"), int(DiffView::Mode::Automatic));
    m_modes->addItem(tr("Side by side"), int(DiffView::Mode::SideBySide));
    m_modes->addItem(tr("Unified"), int(DiffView::Mode::Unified));
    m_whitespace = new QComboBox;
    m_whitespace->setObjectName(u"reviewWhitespace"_s);
    m_whitespace->setAccessibleName(tr("How blanks are compared"));
    m_whitespace->addItem(tr("All blanks count"), int(diff::Whitespace::Exact));
    m_whitespace->addItem(tr("Ignore blanks at line ends"), int(diff::Whitespace::Trailing));
    m_whitespace->addItem(tr("Ignore amount of blanks"), int(diff::Whitespace::Amount));
    m_whitespace->addItem(tr("Ignore all blanks"), int(diff::Whitespace::All));
    m_progress = new QLabel;
    m_progress->setObjectName(u"reviewProgress"_s);
    m_progress->setTextFormat(Qt::PlainText);

    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 5, 8, 5);
    layout->setSpacing(6);
    layout->addWidget(m_ranges);
    layout->addSpacing(6);
    layout->addWidget(m_evidence, 1);
    layout->addWidget(m_progress);
    layout->addSpacing(6);
    layout->addWidget(m_modes);
    layout->addWidget(m_whitespace);
    layout->addWidget(makeToggle(u"diffWholeFiles"_s, tr("Whole files")));
    layout->addWidget(makeToggle(u"diffBlanks"_s, tr("Blanks")));
    layout->addWidget(makeToggle(u"diffWrap"_s, tr("Wrap")));
    QToolButton *find = makeToggle(u"diffFind"_s, {});
    find->setIcon(icon(u"search"_s));
    layout->addWidget(find);
    QToolButton *help = makeToggle(u"diffHelp"_s, {});
    help->setIcon(icon(u"help"_s));
    layout->addWidget(help);

    connect(m_ranges, &QComboBox::activated, this, [this](int index) { m_session->setRange(m_shownRanges.value(index)); });
    connect(m_modes, &QComboBox::activated, this, [this](int index) { m_view->setMode(DiffView::Mode(m_modes->itemData(index).toInt())); });
    connect(m_whitespace, &QComboBox::activated, this, [this](int index) {
        diff::DiffOptions options = m_session->options();
        options.lines.whitespace = diff::Whitespace(m_whitespace->itemData(index).toInt());
        m_session->setOptions(options);
    });
    return bar;
}

void ReviewPane::connectSession()
{
    connect(m_session, &ReviewSession::recordChanged, this, [this] {
        fillRanges();
        if (m_session->record())
            m_verdicts->setRecord(*m_session->record());
        else
            m_verdicts->clear();
        updateState();
    });
    connect(m_session, &ReviewSession::begun, this, [this] {
        m_model.setFiles(m_session->document().entries());
        m_view->setLookup(m_lookup, m_session->repository(), m_session->range().from);
        m_view->begin(m_session->document().entries());
        updateViewed();
        updateState();
    });
    connect(m_session, &ReviewSession::fileArrived, this, [this](int file) {
        const diff::FileDiffPtr &diff = m_session->document().file(file);
        m_view->setFile(file, diff);
        m_model.setCounts(file, diff->addedLines(), diff->removedLines());
    });
    connect(m_session, &ReviewSession::movesArrived, this, [this] { m_view->setMoves(m_session->document().moves()); });
    connect(m_session, &ReviewSession::finished, this, [this] {
        updateState();
        m_find->searchAgain(); // files that came while it searched
    });
    connect(m_session, &ReviewSession::commentsChanged, this, &ReviewPane::takeComments);
    connect(m_session, &ReviewSession::marksChanged, this, &ReviewPane::updateViewed);
    connect(m_session, &ReviewSession::failed, this, &ReviewPane::failed);
    connect(m_verdicts, &VerdictBar::failed, this, &ReviewPane::failed);
    connect(m_verdicts, &VerdictBar::done, this, &ReviewPane::done);
    connect(m_evidence, &EvidenceStrip::logRequested, this, &ReviewPane::logRequested);
    connect(m_errands, &ReviewErrands::failed, this, &ReviewPane::failed);
    connect(m_errands, &ReviewErrands::done, this, &ReviewPane::done);
    connect(m_view, &DiffView::lookupFailed, this, &ReviewPane::failed);
}

void ReviewPane::connectView()
{
    connect(m_view, &DiffView::filesWanted, m_session, &ReviewSession::prioritise);
    connect(m_view, &DiffView::commentSaved, m_session, &ReviewSession::saveComment);
    connect(m_view, &DiffView::commentDeleted, m_session, &ReviewSession::deleteComment);
    connect(m_view, &DiffView::viewedToggled, m_session, &ReviewSession::setViewed);
    connect(m_view, &DiffView::findRequested, m_find, &FindBar::open);
    connect(m_view, &DiffView::helpRequested, this, &ReviewPane::showHelp);
    connect(m_view, &DiffView::currentFileChanged, m_files, &FileTreePanel::setCurrentFile);
    connect(m_view, &DiffView::modeChanged, this, [this] { m_modes->setCurrentIndex(m_modes->findData(int(m_view->mode()))); });
    connect(m_files, &FileTreePanel::fileChosen, m_view, &DiffView::goToFile);
    connect(m_files, &FileTreePanel::viewedToggled, m_session, &ReviewSession::setViewed);
}

void ReviewPane::setLookup(SourceLookup *lookup)
{
    m_lookup = lookup;
    m_errands->setLookup(lookup);
    m_view->setLookup(lookup, m_session->repository(), m_session->range().from);
}

void ReviewPane::showTask(TaskId task)
{
    if (task.isValid())
        m_highlighter.warmUp();
    m_session->showTask(task);
}

QList<QAction *> ReviewPane::reviewActions() const
{
    return m_view->actionList()->all();
}

void ReviewPane::showHelp()
{
    auto *sheet = new HelpSheet(*m_view->actionList(), this);
    sheet->open();
}

void ReviewPane::fillRanges()
{
    const QList<ReviewSession::Range> ranges = m_session->ranges();
    if (ranges != m_shownRanges) {
        m_shownRanges = ranges;
        m_ranges->clear();
        for (const ReviewSession::Range &range : ranges) {
            m_ranges->addItem(range.onlyRound             ? tr("Only round %1").arg(range.round)
                              : range == ranges.constFirst() ? tr("All changes, round %1").arg(range.round)
                                                             : tr("All changes as of round %1").arg(range.round));
        }
    }
    m_ranges->setCurrentIndex(int(ranges.indexOf(m_session->range())));
    m_ranges->setVisible(ranges.size() > 1);
}

void ReviewPane::updateState()
{
    const auto &record = m_session->record();
    const diff::DiffDocument &document = m_session->document();
    ObjectId tree;
    if (record) {
        for (const Round &round : record->rounds) {
            if (round.snapshot && round.snapshot->commit == m_session->range().to)
                tree = round.snapshot->tree;
        }
        m_evidence->setRecord(*record, tree);
    }
    m_evidence->setVisible(record.has_value() && tree.isValid());
    QString text = tr("Choose a task to review.");
    if (m_session->isLoading() || (m_session->task().isValid() && !record))
        text = tr("Reading the changes \u2026");
    else if (record && m_session->ranges().isEmpty())
        text = tr("There is nothing to review yet: the agent has not left a snapshot.");
    else if (record)
        text = tr("No file was changed.");
    m_view->setEmptyText(text);
    m_files->setVisible(document.fileCount() > 0);
    const diff::DiffTotals &totals = document.totals();
    m_progress->setText(document.fileCount() == 0 ? QString()
                                                  : tr("+%1  \u2212%2").arg(QLocale().toString(totals.addedLines), QLocale().toString(totals.removedLines)));
}

void ReviewPane::updateViewed()
{
    m_view->setViewed(m_session->readMarks());
    QSet<int> viewed;
    for (int file = 0; file < m_view->scene().fileCount(); ++file) {
        if (m_view->scene().isViewed(file))
            viewed.insert(file);
    }
    m_model.setViewed(viewed);
    m_verdicts->setProgress(int(viewed.size()), m_view->scene().fileCount(), m_session->range().round);
}

void ReviewPane::takeComments()
{
    m_view->setComments(m_session->comments());
    QHash<int, int> threads;
    for (int file = 0; file < m_view->scene().fileCount(); ++file) {
        if (const int count = m_view->scene().threadCount(file); count > 0)
            threads.insert(file, count);
    }
    m_model.setComments(threads);
    m_verdicts->setComments(m_session->storedComments());
}

} // namespace docket
