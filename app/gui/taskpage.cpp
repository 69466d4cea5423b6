// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/taskpage.h"

#include "widgets/common/pagetabbar.h"
#include "widgets/insights/evidencepane.h"
#include "widgets/insights/historypane.h"
#include "widgets/queue/taskheader.h"
#include "widgets/speceditor/specpane.h"
#include "widgets/transcript/transcriptpane.h"

#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace docket {

TaskPage::TaskPage(Workbench &workbench, const ReviewFactory &review, QWidget *parent)
    : QWidget(parent), m_workbench(workbench), m_header(new TaskHeader), m_tabs(new PageTabBar),
        m_stack(new QStackedWidget),
      m_spec(new SpecPane(workbench)), m_transcript(new TranscriptPane(workbench)),
          m_evidence(new EvidencePane(workbench)),
      m_history(new HistoryPane(workbench)), m_review(review(this, hooks()))
{
    m_tabs->setObjectName(u"pageTabs"_s);
    m_tabs->setAccessibleName(tr("Parts of the task"));
    struct Part { QWidget *widget; QString title; };
    for (const Part &part : {Part{m_spec, tr("Spec")}, Part{m_transcript, tr("Transcript")},
                             Part{m_review.widget, tr("Review")},
                             Part{m_evidence, tr("Evidence")}, Part{m_history, tr("History")}}) {
        m_stack->addWidget(part.widget);
        m_tabs->addTab(part.title);
    }
    auto *tabRow = new QHBoxLayout;
    tabRow->setContentsMargins(0, 0, 0, 0);
    tabRow->addWidget(m_tabs, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addLayout(tabRow);
    layout->addWidget(m_stack, 1);

    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        if (m_stack->currentWidget() == m_spec)
            m_spec->leave();
        m_stack->setCurrentIndex(index);
        fillReview();
        Q_EMIT tabChanged();
    });
    connect(m_spec, &SpecPane::failed, this, &TaskPage::failed);
    connect(m_transcript, &TranscriptPane::failed, this, &TaskPage::failed);
    connect(m_transcript, &TranscriptPane::said, this, &TaskPage::said);
    connect(m_transcript, &TranscriptPane::fileRequested, this, [this](const QStringList &paths) {
        setTab(Tab::Review);
        if (m_review.goToFile && !m_review.goToFile(paths)) {
            setTab(Tab::Transcript);
            Q_EMIT said(tr("This file is not part of the change, or its change is not known yet."));
        }
    });
    connect(m_evidence, &EvidencePane::failed, this, &TaskPage::failed);
    connect(m_history, &HistoryPane::failed, this, &TaskPage::failed);
    connect(&workbench, &Workbench::changed, this, [this](const ChangeSet &changes) {
        for (const TaskCard &card : changes.tasks) {
            if (card.id == m_task)
                takeCard(card);
        }
    });
    connect(&workbench, &Workbench::recordChanged, this, [this](TaskId task) {
        if (task == m_task)
            loadRecord();
    });
}

ReviewHooks TaskPage::hooks()
{
    return {[this](const Error &error) { Q_EMIT failed(error); },
            [this](const QString &sentence) { Q_EMIT said(sentence); },
            [this](EvidenceId evidence) {
                setTab(Tab::Evidence);
                m_evidence->choose(evidence);
            },
            [this](const QString &path, const QStringList &addedLines) {
                setTab(Tab::Transcript);
                m_transcript->showStep(path, addedLines);
            }};
}

TaskPage::Tab TaskPage::tabFor(TaskState state)
{
    switch (state) {
    case TaskState::Draft:
    case TaskState::Queued:
    case TaskState::Held: return Tab::Spec;
    case TaskState::Preparing:
    case TaskState::Working:
    case TaskState::Asking:
    case TaskState::Snapshotting:
    case TaskState::Failed:
    case TaskState::Interrupted: return Tab::Transcript;
    case TaskState::Checking: return Tab::Evidence;
    case TaskState::Review:
    case TaskState::Approved:
    case TaskState::Merging: return Tab::Review;
    case TaskState::Merged:
    case TaskState::Rejected:
    case TaskState::Cancelled: return Tab::History;
    }
    return Tab::Spec;
}

void TaskPage::showTask(TaskId task)
{
    if (task == m_task)
        return;
    m_task = task;
    m_record = {};
    m_card = {};
    if (!task.isValid()) {
        m_spec->leave();
        Q_EMIT taskChanged();
        return;
    }
    m_spec->showTask(task);
    m_transcript->showTask(task);
    m_evidence->showTask(task);
    m_history->showTask(task);
    for (const TaskCard &card : m_workbench.tasks()) {
        if (card.id == task)
            takeCard(card);
    }
    setTab(tabFor(m_card.state));
    fillReview();
    m_loading = false;
    loadRecord();
}

void TaskPage::takeCard(const TaskCard &card)
{
    m_card = card;
    QString project;
    for (const Project &known : m_workbench.projects()) {
        if (known.id == card.project)
            project = known.name;
    }
    m_header->setTask(card, project, card.changedFiles > 0 ? tr("%n changed file(s)", nullptr, card.changedFiles)
                      : QString());
    m_spec->setCard(card);
    QStringList checks;
    if (card.checksPassed > 0)
        checks << u"\u2713%1"_s.arg(card.checksPassed);
    if (card.checksFailed > 0)
        checks << u"\u2717%1"_s.arg(card.checksFailed);
    m_tabs->setBadge(int(Tab::Evidence), checks.join(u' '));
    m_tabs->setBadge(int(Tab::Review), card.changedFiles > 0 ? QString::number(card.changedFiles) : QString());
    m_tabs->setBadge(int(Tab::Transcript), card.state == TaskState::Asking ? u"?"_s : QString());
    Q_EMIT taskChanged();
}

void TaskPage::loadRecord()
{
    // One load at a time; what changed meanwhile is one further load, not one for each change.
    if (m_loading) {
        m_loadAgain = true;
        return;
    }
    m_loading = true;
    m_loadAgain = false;
    m_workbench.loadTask(m_task, this, [this, task = m_task](const Result<TaskRecord> &record) {
        if (task != m_task)
            return;
        m_loading = false;
        if (!record) {
            Q_EMIT failed(record.error());
            return;
        }
        m_record = *record;
        m_transcript->setRecord(m_record);
        m_evidence->setRecord(m_record);
        m_history->setRecord(m_record);
        Q_EMIT taskChanged();
        if (m_loadAgain)
            loadRecord();
    });
}

void TaskPage::fillReview()
{
    if (tab() != Tab::Review || m_reviewed == m_task || !m_review.showTask)
        return;
    m_reviewed = m_task;
    m_review.showTask(m_task);
}

void TaskPage::setTab(Tab tab)
{
    m_tabs->setCurrentIndex(int(tab));
}

TaskPage::Tab TaskPage::tab() const
{
    return Tab(m_tabs->currentIndex());
}

} // namespace docket
