// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/reviewpane.h"

#include "items/transcriptsteps.h"
#include "widgets/common/words.h"
#include "widgets/review/diffactions.h"
#include "widgets/review/commenteditor.h"
#include "widgets/review/diffview.h"
#include "widgets/review/evidencestrip.h"
#include "widgets/review/filetreepanel.h"
#include "widgets/review/findbar.h"
#include "widgets/review/helpsheet.h"
#include "widgets/review/reviewerrands.h"
#include "widgets/review/rangebanner.h"
#include "widgets/review/reviewtoolbar.h"
#include "widgets/review/verdictbar.h"

#include <QLabel>
#include <QLocale>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace docket {

ReviewPane::ReviewPane(Workbench &workbench, DiffSource &source, QWidget *parent)
    : QWidget(parent), m_session(new ReviewSession(workbench, source, this)), m_view(new DiffView),
      m_files(new FileTreePanel(&m_model)), m_find(new FindBar(m_view)), m_banner(new RangeBanner),
      m_bar(new ReviewToolBar(m_view)), m_verdicts(new VerdictBar(workbench)),
      m_errands(new ReviewErrands(*m_session, *m_view, this)), m_splitter(new QSplitter)
{
    setObjectName(u"reviewPane"_s);
    setAccessibleName(tr("Review"));
    m_view->setHighlighter(&m_highlighter);
    auto *right = new QWidget;
    auto *rightLayout = new QVBoxLayout(right);
    rightLayout->setContentsMargins(0, 0, 0, 0);
    rightLayout->setSpacing(0);
    rightLayout->addWidget(m_banner);
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
    layout->addWidget(m_bar);
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
        m_place = ReadingPlace::of(*m_view, m_session->document().entries());
        m_view->begin(m_session->document().entries());
        updateViewed();
        updateState();
        updateBanner();
    });
    connect(m_session, &ReviewSession::fileArrived, this, [this](int file) {
        const diff::FileDiffPtr &diff = m_session->document().file(file);
        m_view->setFile(file, diff);
        if (diff->isPart())
            return;
        m_model.setCounts(file, diff->addedLines(), diff->removedLines());
        if (m_place && m_place->file() == file)
            std::exchange(m_place, std::nullopt)->restore(*m_view);
    });
    connect(m_session, &ReviewSession::movesArrived, this, [this] {
        m_view->setMoves(m_session->document().moves());
        updateState();
    });
    connect(m_session, &ReviewSession::finished, this, [this] {
        updateState();
        m_find->searchAgain(); // files that came while it searched
        noteLook();
    });
    connect(m_session, &ReviewSession::memoryLoaded, this, [this] {
        if (const auto &draft = m_session->draft()) {
            m_view->openDraft(*draft);
            Q_EMIT done(tr("The comment that you were writing is here again."));
        }
    });
    connect(m_session, &ReviewSession::commentsChanged, this, &ReviewPane::takeComments);
    connect(m_session, &ReviewSession::marksChanged, this, &ReviewPane::updateViewed);
    connect(m_session, &ReviewSession::failed, this, &ReviewPane::failed);
    connect(m_verdicts, &VerdictBar::failed, this, &ReviewPane::failed);
    connect(m_verdicts, &VerdictBar::done, this, &ReviewPane::done);
    connect(m_bar->evidence(), &EvidenceStrip::logRequested, this, &ReviewPane::logRequested);
    connect(m_bar, &ReviewToolBar::rangeChosen, this,
            [this](int index) { m_session->setRange(m_shownRanges.value(index)); });
    connect(m_bar, &ReviewToolBar::whitespaceChosen, this, [this](int whitespace) {
        diff::DiffOptions options = m_session->options();
        options.lines.whitespace = diff::Whitespace(whitespace);
        m_session->setOptions(options);
    });
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
    connect(m_view, &DiffView::readToggled, m_session, &ReviewSession::setRead);
    connect(m_view, &DiffView::nothingUnread, this, [this] { Q_EMIT done(tr("All of it is read.")); });
    connect(m_view, &DiffView::draftChanged, m_session, &ReviewSession::keepDraft);
    connect(m_view, &DiffView::sinceLookRequested, this, &ReviewPane::toggleSinceLook);
    connect(m_banner, &RangeBanner::allWanted, this, [this] {
        if (!m_shownRanges.isEmpty())
            m_session->setRange(m_shownRanges.constFirst());
        m_view->setFocus();
    });
    connect(m_view, &DiffView::findRequested, m_find, &FindBar::open);
    connect(m_view, &DiffView::helpRequested, this, &ReviewPane::showHelp);
    connect(m_view, &DiffView::stepRequested, this, &ReviewPane::stepRequested);
    connect(m_view, &DiffView::currentFileChanged, m_files, &FileTreePanel::setCurrentFile);
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
    if (task != m_session->task() && m_view->editor())
        m_session->keepDraft(m_view->takeDraft());
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
        QStringList names;
        for (const ReviewSession::Range &range : ranges) {
            names << (range.sinceRound > 0
                          ? tr("Since my last look, round %1 to %2").arg(range.sinceRound).arg(range.round)
                          : range.onlyRound              ? tr("Only round %1").arg(range.round)
                          : range == ranges.constFirst() ? tr("All changes, round %1").arg(range.round)
                                                         : tr("All changes as of round %1").arg(range.round));
        }
        m_bar->setRanges(names);
    }
    m_bar->setCurrentRange(int(ranges.indexOf(m_session->range())));
    m_bar->setSinceLookVisible(m_session->sinceLastLook().has_value());
    updateBanner();
}

void ReviewPane::updateBanner()
{
    const ReviewSession::Range &range = m_session->range();
    m_view->actionList()->find(u"diffSinceLook"_s)->setChecked(range.sinceRound > 0);
    m_bar->setCurrentRange(int(m_shownRanges.indexOf(range)));
    QString text;
    if (!range.to.isValid() || m_shownRanges.isEmpty() || range == m_shownRanges.constFirst())
        return m_banner->setText({});
    if (range.sinceRound > 0)
        text = tr("Only what changed since you last looked: from round %1 to round %2.")
                   .arg(range.sinceRound)
                   .arg(range.round);
    else if (range.onlyRound)
        text = tr("Only what round %1 changed.").arg(range.round);
    else
        text = tr("All changes as of round %1, which is not the newest.").arg(range.round);
    int elsewhere = 0;
    for (const CommentOrigin &origin : m_session->origins())
        elsewhere += origin.isElsewhere ? 1 : 0;
    if (elsewhere > 0)
        text += u' ' + tr("%n comment(s) on other files stand at the top.", nullptr, elsewhere);
    m_banner->setText(text);
}

void ReviewPane::toggleSinceLook()
{
    const auto since = m_session->sinceLastLook();
    if (m_session->range().sinceRound > 0)
        m_session->setRange(m_session->ranges().constFirst());
    else if (since)
        m_session->setRange(*since);
    else if (m_session->record())
        Q_EMIT done(tr("You have not looked at an earlier round, so all of it is new to you."));
    updateBanner();
}

void ReviewPane::noteLook()
{
    if (isVisible())
        m_session->noteLook();
}

void ReviewPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    noteLook();
}

/** Whoever goes elsewhere, or quits, finds what was being written as it was. */
void ReviewPane::hideEvent(QHideEvent *event)
{
    if (m_view->editor() && m_view->editor()->hasText())
        m_session->keepDraft(m_view->editor()->comment());
    QWidget::hideEvent(event);
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
        m_bar->evidence()->setRecord(*record, tree);
    }
    m_bar->setEvidenceVisible(record.has_value() && tree.isValid());
    QString text = tr("Choose a task to review.");
    if (m_session->isLoading() || (m_session->task().isValid() && !record))
        text = tr("Reading the changes \u2026");
    else if (record && m_session->ranges().isEmpty())
        text = tr("There is nothing to review yet: the agent has not left a snapshot.");
    else if (record)
        text = tr("No file was changed.");
    m_view->setEmptyText(text);
    m_files->setVisible(document.fileCount() > 0);
    updateTotals();
}

/** How much there is to read, and what was not looked for because it is so much. */
void ReviewPane::updateTotals()
{
    const diff::DiffDocument &document = m_session->document();
    const diff::DiffTotals &totals = document.totals();
    const auto number = [](qint64 count) { return QLocale().toString(count); };
    QString text = document.fileCount() == 0
        ? QString()
        : tr("+%1  \u2212%2").arg(number(totals.addedLines), number(totals.removedLines));
    const diff::MoveSearch search = document.moves() ? document.moves()->search() : diff::MoveSearch::Whole;
    if (!text.isEmpty() && search != diff::MoveSearch::Whole)
        text += u"  \u00b7  "_s
            + (search == diff::MoveSearch::NotDone ? tr("too much to look for moved blocks")
                                                   : tr("too much to look for copies"));
    m_bar->setProgress(text);
}

void ReviewPane::updateViewed()
{
    const review::ReadLedger &ledger = m_session->ledger();
    m_view->setLedger(ledger);
    QSet<int> viewed;
    QHash<int, QPair<int, int>> parts;
    for (int file = 0; file < ledger.fileCount(); ++file) {
        if (ledger.isFileRead(file))
            viewed.insert(file);
        else if (ledger.count(file).read > 0)
            parts.insert(file, {ledger.count(file).read, ledger.count(file).all});
    }
    m_model.setViewed(viewed, parts);
    m_verdicts->setProgress({ledger.filesRead(), ledger.fileCount()}, ledger.count(), m_session->range().round);
}

void ReviewPane::takeComments()
{
    m_view->setComments(m_session->comments(), m_session->origins());
    updateBanner();
    QHash<int, int> threads;
    for (int file = 0; file < m_view->scene().fileCount(); ++file) {
        if (const int count = m_view->scene().threadCount(file); count > 0)
            threads.insert(file, count);
    }
    m_model.setComments(threads);
    m_verdicts->setComments(m_session->storedComments());
}

QString ReviewPane::unread(TaskId task) const
{
    const bool seen = m_session->task() == task && m_session->ledger().fileCount() > 0;
    return seen ? m_verdicts->unread() : tr("You have not looked at the changes.");
}

bool ReviewPane::goToFile(const QStringList &paths)
{
    const diff::DiffDocument &document = m_view->scene().document();
    for (const QString &path : paths) {
        for (int file = 0; file < document.fileCount(); ++file) {
            if (namesFile(path, QString::fromUtf8(document.entry(file).path()))) {
                m_view->goToFile(file);
                m_view->setFocus();
                return true;
            }
        }
    }
    return false;
}

} // namespace docket
