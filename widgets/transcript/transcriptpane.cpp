// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/transcript/transcriptpane.h"

#include "items/transcriptsteps.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/icons.h"
#include "widgets/common/words.h"
#include "widgets/transcript/askbar.h"
#include "widgets/transcript/transcriptview.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollBar>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr int mostEntries = 20'000;
/** So much is read of a round that is opened, piece by piece; the rest when somebody scrolls there. */
constexpr qint64 readAhead = 12 << 20;

} // namespace

TranscriptPane::TranscriptPane(Workbench &workbench, QWidget *parent)
    : QWidget(parent), m_workbench(workbench), m_model(new TranscriptModel(mostEntries, this)),
        m_view(new TranscriptView(m_model)),
      m_askBar(new AskBar), m_rounds(new QComboBox), m_search(new QLineEdit), m_toEnd(new QToolButton),
          m_empty(new EmptyState),
      m_stack(new QStackedLayout)
{
    m_rounds->setObjectName(u"transcriptRound"_s);
    m_rounds->setAccessibleName(tr("Round to show"));
    m_search->setObjectName(u"transcriptSearch"_s);
    m_search->setAccessibleName(tr("Search the transcript"));
    m_search->setPlaceholderText(tr("Search the transcript"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(320);
    m_search->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_search->installEventFilter(this);
    m_toEnd->setObjectName(u"transcriptToEnd"_s);
    m_toEnd->setAccessibleName(tr("Follow the end"));
    m_toEnd->setText(tr("Follow the end"));
    m_toEnd->setIcon(icon(u"arrow-down"_s));
    m_toEnd->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toEnd->setAutoRaise(true);
    m_toEnd->hide();

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(16, 8, 16, 8);
    bar->setSpacing(10);
    bar->addWidget(m_rounds);
    bar->addStretch();
    bar->addWidget(m_toEnd);
    bar->addWidget(m_search, 1);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addLayout(m_stack, 1);
    layout->addWidget(m_askBar);

    connect(m_rounds, &QComboBox::activated, this, [this](int index) { loadRound(m_rounds->itemData(index).toInt()); });
    connect(m_search, &QLineEdit::textChanged, m_view, &TranscriptView::setSearchText);
    connect(m_toEnd, &QToolButton::clicked, this, &TranscriptPane::goToEnd);
    connect(m_view, &TranscriptView::followsEndChanged, this, [this](bool follows) { m_toEnd->setVisible(!follows); });
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, &TranscriptPane::fetchNear);
    connect(m_askBar, &AskBar::answered, this, [this](const QString &request, const QString &option, GrantScope scope) {
        m_askBar->setEnabled(false);
        m_workbench.answerPermission(m_task, request, option, scope, this, [this](const Result<void> &done) {
            m_askBar->setEnabled(true);
            if (!done)
                Q_EMIT failed(done.error());
        });
    });
    connect(&m_workbench, &Workbench::transcriptGrew, this, [this](TaskId task, const QList<TranscriptEntry> &entries) {
        if (task != m_task || m_round < m_lastRound || !m_atEnd)
            return;
        if (m_loading) {
            m_early << entries;
            return;
        }
        m_model->append(entries);
        showState();
    });
    showState();
}

void TranscriptPane::showTask(TaskId task)
{
    if (m_task == task)
        return;
    m_task = task;
    m_round = m_lastRound = 0;
    m_attempt = {};
    ++m_generation;
    m_loading = false;
    m_loadingMore = false;
    m_atEnd = true;
    m_from = m_to = 0;
    m_early.clear();
    m_model->clear();
    m_rounds->clear();
    m_askBar->setAsks({});
    m_view->goToEnd();
    showState();
}

void TranscriptPane::setRecord(const TaskRecord &record)
{
    if (record.task.id != m_task)
        return;
    m_askBar->setAsks(record.asks);
    // An earlier attempt is a closed book; its transcript stays in its file.
    const Attempt *attempt = record.currentAttempt();
    QList<int> numbers;
    for (const Round &round : record.rounds) {
        if (attempt && round.attempt == attempt->id)
            numbers << round.number;
    }
    const AttemptId id = attempt ? attempt->id : AttemptId();
    if (numbers.isEmpty() || (numbers.constLast() == m_lastRound && id == m_attempt))
        return;
    m_attempt = id;
    m_lastRound = numbers.constLast();
    m_rounds->clear();
    for (int number : std::as_const(numbers))
        m_rounds->addItem(tr("Round %1").arg(number), number);
    loadRound(m_lastRound);
}

void TranscriptPane::loadRound(int number)
{
    m_round = number;
    m_rounds->setCurrentIndex(m_rounds->findData(number));
    m_early.clear();
    m_loading = true;
    m_loadingMore = false;
    m_atEnd = true;
    const quint64 generation = ++m_generation;
    m_workbench.loadTranscript(m_task, number, {}, this, [this, generation](const Result<TranscriptPage> &page) {
        if (generation != m_generation)
            return;
        m_loading = false;
        if (!page) {
            Q_EMIT failed(page.error());
            return;
        }
        takePage(*page);
        m_view->goToEnd();
        showState();
        fetchNear();
    });
}

void TranscriptPane::takePage(const TranscriptPage &page)
{
    m_from = page.from;
    m_to = page.to;
    m_ahead = m_to - m_from;
    m_atEnd = page.isEnd;
    m_model->setEntries(page.entries);
    if (!m_atEnd) { // what was told live is behind what is shown; it is in the file by then
        m_early.clear();
        return;
    }
    m_early.removeIf([&](const TranscriptEntry &entry) { return entry.serial > 0 && entry.serial <= page.upTo; });
    m_model->append(m_early);
    m_early.clear();
}

void TranscriptPane::goToFile()
{
    const QModelIndex index = m_view->currentIndex();
    const QStringList paths = index.isValid() ? m_model->entry(index.row()).paths : QStringList();
    if (paths.isEmpty())
        Q_EMIT said(tr("This step names no file. Choose a tool call that does."));
    else
        Q_EMIT fileRequested(paths);
}

void TranscriptPane::showStep(const QString &path, const QStringList &addedLines)
{
    ++m_generation;
    m_loadingMore = false;
    lookForStep({m_lastRound, {}, path, addedLines});
}

void TranscriptPane::lookForStep(const StepSearch &search)
{
    if (search.round < 1) {
        if (m_loading)
            loadRound(m_round);
        Q_EMIT said(tr("No step of the transcript names %1; a command may have written it.").arg(search.path));
        return;
    }
    m_workbench.loadTranscript(
        m_task, search.round, search.spot, this,
        [this, search, generation = m_generation](const Result<TranscriptPage> &page) {
            if (generation != m_generation)
                return;
            const qsizetype step = page ? stepThatWrote(page->entries, search.path, search.addedLines) : -1;
            if (step >= 0)
                return showFound(search.round, *page, int(step));
            StepSearch next = search;
            const bool isMore = page && page->from > 0
                && (search.spot.way == TranscriptSpot::Way::End || page->from < search.spot.offset);
            next.spot = isMore ? TranscriptSpot{TranscriptSpot::Way::Before, page->from} : TranscriptSpot{};
            next.round -= isMore ? 0 : 1;
            lookForStep(next);
        });
}

void TranscriptPane::showFound(int round, const TranscriptPage &page, int step)
{
    m_loading = false;
    m_round = round;
    m_rounds->setCurrentIndex(m_rounds->findData(round));
    takePage(page);
    showState();
    m_view->showEntry(step - int(m_model->dropped()));
}

void TranscriptPane::fetchNear()
{
    if (m_loading || m_loadingMore)
        return;
    const QScrollBar *bar = m_view->verticalScrollBar();
    const int near = 3 * m_view->viewport()->height();
    const bool ahead = m_ahead < readAhead && m_model->rowCount() < mostEntries / 2;
    if (m_from > 0 && (ahead || bar->value() < near))
        loadMore(TranscriptSpot::Way::Before);
    else if (!m_atEnd && bar->value() > bar->maximum() - near)
        loadMore(TranscriptSpot::Way::After);
}

void TranscriptPane::loadMore(TranscriptSpot::Way way)
{
    m_loadingMore = true;
    const qint64 offset = way == TranscriptSpot::Way::Before ? m_from : m_to;
    m_workbench.loadTranscript(m_task, m_round, {way, offset}, this,
                               [this, way, generation = m_generation](const Result<TranscriptPage> &page) {
        if (generation != m_generation)
            return;
        if (page)
            takeMore(way, *page); // scrolls, which must not ask for more
        else
            Q_EMIT failed(page.error());
        m_loadingMore = false;
        if (page)
            QMetaObject::invokeMethod(this, &TranscriptPane::fetchNear, Qt::QueuedConnection);
    });
}

void TranscriptPane::takeMore(TranscriptSpot::Way way, const TranscriptPage &page)
{
    m_ahead += page.to - page.from;
    if (way == TranscriptSpot::Way::Before) {
        m_from = page.from < m_from ? page.from : 0;
        if (m_model->prepend(page.entries) > 0) {
            m_atEnd = false;
            // Read again from the last one that stayed: what follows it is then whole. What was told live has no place
            // and is behind all that was read.
            const qint64 last = m_model->entry(m_model->rowCount() - 1).place;
            m_to = last >= 0 ? last : m_to;
        }
    } else {
        m_model->append(page.entries);
        m_to = std::max(m_to, page.to);
        if (m_model->rowCount() > 0)
            m_from = std::max(m_from, m_model->entry(0).place); // the oldest may have left
        if (page.isEnd) // the round may still go on: only the end itself is where what is told live fits
            loadRound(m_round);
    }
}

void TranscriptPane::showState()
{
    m_rounds->setVisible(m_rounds->count() > 1);
    if (m_model->rowCount() > 0) {
        m_stack->setCurrentWidget(m_view);
        return;
    }
    if (m_lastRound == 0)
        m_empty->setContent(u"thought"_s, tr("The agent has not started"),
                            tr("What it says and does appears here, live, as soon as the task runs."));
    else
        m_empty->setContent(u"activity"_s, tr("Nothing said yet"),
                            tr("The agent is starting; its first words appear here."));
    m_stack->setCurrentWidget(m_empty);
}

void TranscriptPane::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

void TranscriptPane::findNext(bool backwards)
{
    m_view->findNext(backwards);
}

void TranscriptPane::foldAll(bool fold)
{
    m_model->setAllFolded(fold);
}

void TranscriptPane::goToEnd()
{
    if (!m_atEnd)
        loadRound(m_round);
    else
        m_view->goToEnd();
}

void TranscriptPane::copy()
{
    m_view->copySelection();
}

bool TranscriptPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            m_view->findNext(key->modifiers().testFlag(Qt::ShiftModifier));
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            m_search->clear();
            m_view->setFocus();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace docket
