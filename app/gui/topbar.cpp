// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/topbar.h"

#include "widgets/common/appearance.h"
#include "widgets/common/icons.h"
#include "widgets/common/primarybutton.h"

#include <QAction>
#include <QActionGroup>
#include <QDir>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

TopBar::TopBar(Workbench &workbench, QAction *newTask, QAction *settings, const QList<QAction *> &projectActions,
               QWidget *parent)
    : QWidget(parent), m_workbench(workbench), m_projects(new QToolButton), m_menu(new QMenu(this)),
      m_new(new PrimaryButton(PrimaryButton::Look::Prominent)), m_slots(new QToolButton),
          m_projectActions(projectActions)
{
    m_projects->setObjectName(u"projectSwitcher"_s);
    m_projects->setIcon(icon(u"folder"_s));
    m_projects->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_projects->setPopupMode(QToolButton::InstantPopup);
    m_projects->setAutoRaise(true);
    m_projects->setFocusPolicy(Qt::StrongFocus);
    m_projects->setMenu(m_menu);
    QFont font = m_projects->font();
    font.setWeight(QFont::DemiBold);
    m_projects->setFont(font);
    m_new->setObjectName(u"newTaskButton"_s);
    m_new->setAction(newTask);
    m_slots->setObjectName(u"slotsButton"_s);
    m_slots->setAutoRaise(true);
    m_slots->setIcon(icon(u"activity"_s));
    m_slots->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_slots->setFocusPolicy(Qt::StrongFocus);
    m_slots->setToolTip(tr("Tasks that run now, of those that may run at once"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 6, 10, 6);
    layout->setSpacing(10);
    layout->addWidget(m_projects);
    layout->addStretch();
    layout->addWidget(m_slots);
    layout->addWidget(m_new);
    connect(m_menu, &QMenu::aboutToShow, this, &TopBar::fillMenu);
    connect(m_slots, &QToolButton::clicked, settings, [settings] { settings->trigger(); });
    connect(&workbench, &Workbench::changed, this, &TopBar::refresh);
    connect(&workbench, &Workbench::ready, this, &TopBar::refresh);
    refresh();
}

void TopBar::setProject(ProjectId project)
{
    if (m_project == project)
        return;
    m_project = project;
    refresh();
    Q_EMIT projectChosen(project);
}

void TopBar::fillMenu()
{
    m_menu->clear();
    auto *group = new QActionGroup(m_menu);
    const auto add = [&](const QString &name, ProjectId id, const QString &tip) {
        QAction *action = m_menu->addAction(QString(name).replace(u'&', u"&&"_s));
        action->setCheckable(true);
        action->setChecked(m_project == id);
        action->setToolTip(tip);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, id] { setProject(id); });
    };
    m_menu->setToolTipsVisible(true);
    QList<Project> projects = m_workbench.projects();
    std::sort(projects.begin(), projects.end(),
              [](const Project &a, const Project &b) { return a.openedAt > b.openedAt; });
    if (!projects.isEmpty())
        add(tr("All projects"), {}, {});
    for (const Project &project : std::as_const(projects))
        add(project.name, project.id, QDir::toNativeSeparators(project.path));
    m_menu->addSeparator();
    m_menu->addActions(m_projectActions);
}

void TopBar::refresh()
{
    const QList<Project> projects = m_workbench.projects();
    const auto known = std::find_if(projects.begin(), projects.end(),
                                    [this](const Project &project) { return project.id == m_project; });
    QString name = projects.isEmpty() ? tr("No project") : tr("All projects");
    if (known != projects.end())
        name = known->name;
    m_projects->setText(QString(name).replace(u'&', u"&&"_s) + u"  \u25be"_s);
    m_projects->setAccessibleName(tr("Project: %1").arg(name));
    m_slots->setText(slotsText());
    m_slots->setAccessibleName(slotsText());
}

QString TopBar::slotsText() const
{
    const QList<TaskCard> cards = m_workbench.openTasks();
    const auto running = std::count_if(cards.begin(), cards.end(),
                                       [](const TaskCard &card) { return occupiesSlot(card.state); });
    return tr("%1 of %2 running").arg(running).arg(m_workbench.settings().slots);
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
    painter.fillRect(QRect(0, height() - 1, width(), 1), hairline(palette()));
}

} // namespace docket
