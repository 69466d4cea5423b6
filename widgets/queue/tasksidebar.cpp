// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/queue/tasksidebar.h"

#include "widgets/common/emptystate.h"
#include "widgets/common/icons.h"
#include "widgets/common/words.h"
#include "widgets/queue/taskdelegate.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStackedLayout>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace docket {

TaskSidebar::TaskSidebar(Workbench &workbench, const Clock &clock, QWidget *parent)
    : QWidget(parent), m_workbench(workbench), m_clock(clock), m_model(new TaskModel(this)),
      m_delegate(new TaskDelegate([&clock] { return clock.now(); }, this)), m_search(new QLineEdit),
          m_view(new QTreeView),
      m_empty(new EmptyState), m_stack(new QStackedLayout), m_collapsed{int(TaskSection::Done)}
{
    m_model->setWords(&Words::section, [this](const TaskCard &card) {
        return Words::describe(card, m_model->projectName(card.project), m_clock.now());
    });
    m_search->setObjectName(u"taskSearch"_s);
    m_search->setAccessibleName(tr("Search tasks"));
    m_search->setPlaceholderText(tr("Search tasks"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_search->installEventFilter(this);
    m_view->setObjectName(u"taskList"_s);
    m_view->setAccessibleName(tr("Tasks"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(m_delegate);
    m_view->setHeaderHidden(true);
    m_view->setRootIsDecorated(false);
    m_view->setIndentation(0);
    m_view->setUniformRowHeights(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setDragDropMode(QAbstractItemView::InternalMove);
    m_view->setDragEnabled(true);
    m_view->setDropIndicatorShown(true);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setMouseTracking(true);
    m_view->setExpandsOnDoubleClick(false);
    m_empty->setAutoFillBackground(true);
    m_empty->setBackgroundRole(QPalette::Base);

    auto *searchRow = new QHBoxLayout;
    searchRow->setContentsMargins(10, 10, 10, 6);
    searchRow->addWidget(m_search);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(searchRow);
    layout->addLayout(m_stack);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);

    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_model->setSearch(words);
        expandNew();
        showEmptyOrList();
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &now) {
        const TaskId task = m_model->taskAt(now);
        if (m_selecting || !task.isValid() || task == m_current)
            return;
        m_current = task;
        Q_EMIT taskSelected(task);
    });
    connect(m_view, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        if (index.data(TaskModel::IsSectionRole).toBool())
            m_view->setExpanded(index, !m_view->isExpanded(index));
    });
    connect(m_view, &QTreeView::collapsed, this,
            [this](const QModelIndex &index) { m_collapsed.insert(index.data(TaskModel::SectionRole).toInt()); });
    connect(m_view, &QTreeView::expanded, this, [this](const QModelIndex &index) {
        if (m_search->text().isEmpty())
            m_collapsed.remove(index.data(TaskModel::SectionRole).toInt());
    });
    connect(m_view, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        const TaskId task = m_model->taskAt(m_view->indexAt(at));
        if (task.isValid())
            Q_EMIT menuRequested(task, m_view->viewport()->mapToGlobal(at));
    });
    connect(m_model, &TaskModel::moveRequested, this, [this](TaskId task, TaskId before) {
        m_workbench.move(task, before, this, [this](const Result<void> &moved) {
            if (!moved)
                Q_EMIT failed(moved.error());
        });
    });
    connect(m_model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &above) {
        if (!above.isValid())
            expandNew();
    });
    connect(&m_workbench, &Workbench::ready, this, &TaskSidebar::load);
    connect(&m_workbench, &Workbench::changed, this, [this](const ChangeSet &changes) {
        m_selecting = true;
        m_model->apply(changes, m_clock.now());
        m_selecting = false;
        keepSelection();
        showEmptyOrList();
    });
    m_minute.setInterval(60'000);
    connect(&m_minute, &QTimer::timeout, this, [this] {
        m_model->setNow(m_clock.now());
        m_view->viewport()->update();
    });
    m_minute.start();
    load();
}

void TaskSidebar::load()
{
    m_selecting = true;
    m_model->setAll(m_workbench.projects(), m_workbench.tasks(), m_clock.now());
    m_selecting = false;
    expandNew();
    keepSelection();
    showEmptyOrList();
}

void TaskSidebar::expandNew()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex section = m_model->index(row, 0);
        const bool open = !m_search->text().isEmpty()
            || !m_collapsed.contains(section.data(TaskModel::SectionRole).toInt());
        if (m_view->isExpanded(section) != open) {
            const QSet<int> collapsed = m_collapsed;
            m_view->setExpanded(section, open);
            m_collapsed = collapsed;
        }
    }
}

void TaskSidebar::keepSelection()
{
    const QModelIndex index = m_model->indexOf(m_current);
    if (!index.isValid() || m_view->currentIndex() == index)
        return;
    m_selecting = true;
    m_view->setCurrentIndex(index);
    m_selecting = false;
}

void TaskSidebar::showEmptyOrList()
{
    if (m_model->rowCount() > 0) {
        m_stack->setCurrentWidget(m_view);
        return;
    }
    if (!m_search->text().isEmpty())
        m_empty->setContent(u"search"_s, tr("Nothing found"), tr("No task has these words in its title or project."));
    else if (m_workbench.projects().isEmpty())
        m_empty->setContent(u"inbox"_s, tr("No tasks yet"), tr("Tasks are listed here once a project is open."));
    else
        m_empty->setContent(u"inbox"_s, tr("No tasks yet"),
                            tr("Describe a first change; Docket does the rest up to your review."), m_emptyActions);
    m_stack->setCurrentWidget(m_empty);
}

void TaskSidebar::select(TaskId task)
{
    m_current = task;
    QModelIndex index = m_model->indexOf(task);
    if (!index.isValid() && m_model->card(task) && !m_search->text().isEmpty()) {
        m_search->clear();
        index = m_model->indexOf(task);
    }
    m_selecting = true;
    if (index.isValid()) {
        m_view->setExpanded(index.parent(), true);
        m_view->setCurrentIndex(index);
        m_view->scrollTo(index);
    } else {
        m_view->setCurrentIndex({});
    }
    m_selecting = false;
    Q_EMIT taskSelected(task);
}

TaskId TaskSidebar::nextForPerson() const
{
    const QList<TaskId> waiting = m_model->tasksIn(TaskSection::NeedsYou);
    if (waiting.isEmpty())
        return {};
    return waiting[(waiting.indexOf(m_current) + 1) % waiting.size()];
}

void TaskSidebar::step(int rows)
{
    QModelIndex index = m_view->currentIndex();
    const int direction = rows < 0 ? -1 : 1;
    for (QModelIndex next = direction < 0 ? m_view->indexAbove(index) : index.isValid() ? m_view->indexBelow(index)
         : m_model->index(0, 0);
         next.isValid(); next = direction < 0 ? m_view->indexAbove(next) : m_view->indexBelow(next)) {
        if (!next.data(TaskModel::IsSectionRole).toBool()) {
            m_view->setCurrentIndex(next);
            return;
        }
    }
}

void TaskSidebar::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

void TaskSidebar::setProject(ProjectId project)
{
    m_delegate->setShowsProject(!project.isValid());
    m_model->setProject(project);
    expandNew();
    showEmptyOrList();
    m_view->viewport()->update();
}

bool TaskSidebar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape && !m_search->text().isEmpty()) {
            m_search->clear();
            return true;
        }
        if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            m_view->setFocus();
            step(1);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace docket
