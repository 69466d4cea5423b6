// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/newtaskdialog.h"

#include "spec/prompts.h"
#include "widgets/common/primarybutton.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace docket {

NewTaskDialog::NewTaskDialog(const Workbench &workbench, ProjectId project, const QString &profile, QWidget *parent)
    : QDialog(parent), m_workbench(workbench), m_title(new QLineEdit), m_template(new QComboBox),
        m_project(new QComboBox),
      m_profile(new QComboBox), m_base(new QLineEdit), m_create(new PrimaryButton(PrimaryButton::Look::Prominent,
              tr("Write the spec")))
{
    setObjectName(u"newTaskDialog"_s);
    setWindowTitle(tr("New task"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_title->setObjectName(u"newTaskTitle"_s);
    m_title->setAccessibleName(tr("Title"));
    m_title->setPlaceholderText(tr("What shall be true afterwards?"));
    m_title->setMinimumWidth(380);
    m_template->setObjectName(u"newTaskTemplate"_s);
    m_template->setAccessibleName(tr("Template"));
    const QHash<QString, QString> names{{u"feature"_s, tr("Feature")}, {u"fix"_s, tr("Fix")},
                                        {u"refactoring"_s, tr("Refactoring")}};
    for (const QString &name : specTemplates())
        m_template->addItem(names.value(name, name), name);
    m_project->setObjectName(u"newTaskProject"_s);
    m_project->setAccessibleName(tr("Project"));
    for (const Project &known : workbench.projects())
        m_project->addItem(known.name, known.id.value);
    m_project->setCurrentIndex(std::max(0, m_project->findData(project.value)));
    m_profile->setObjectName(u"newTaskProfile"_s);
    m_profile->setAccessibleName(tr("Agent"));
    m_profile->addItem(tr("Project's default"), QString());
    for (const ProfileInfo &known : workbench.profiles()) {
        if (known.problem.isEmpty())
            m_profile->addItem(known.title, known.name);
    }
    m_profile->setCurrentIndex(std::max(0, m_profile->findData(profile)));
    m_base->setObjectName(u"newTaskBase"_s);
    m_base->setAccessibleName(tr("Branch to merge into"));

    auto *form = new QFormLayout;
    form->setVerticalSpacing(10);
    form->setHorizontalSpacing(14);
    form->addRow(tr("&Title"), m_title);
    form->addRow(tr("T&emplate"), m_template);
    form->addRow(tr("&Project"), m_project);
    form->addRow(tr("&Agent"), m_profile);
    form->addRow(tr("&Merge into"), m_base);
    auto *cancel = new PrimaryButton(PrimaryButton::Look::Plain, tr("Back"));
    cancel->setObjectName(u"newTaskCancel"_s);
    m_create->setObjectName(u"newTaskCreate"_s);
    auto *row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(m_create);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(18);
    layout->addLayout(form);
    layout->addLayout(row);

    m_create->setEnabled(false);
    connect(m_title, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_create->setEnabled(!text.trimmed().isEmpty() && m_project->count() > 0); });
    const auto create = [this] {
        if (!m_create->isEnabled())
            return;
        Q_EMIT createRequested(task());
        accept();
    };
    connect(m_title, &QLineEdit::returnPressed, this, create);
    connect(m_create, &QPushButton::clicked, this, create);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_project, &QComboBox::currentIndexChanged, this, &NewTaskDialog::showBaseBranch);
    showBaseBranch();
    m_title->setFocus();
}

void NewTaskDialog::showBaseBranch()
{
    for (const Project &known : m_workbench.projects()) {
        if (known.id.value == m_project->currentData().toLongLong())
            m_base->setPlaceholderText(known.baseBranch);
    }
}

NewTask NewTaskDialog::task() const
{
    // The template's own first heading gives way to the title.
    QString body = specTemplate(m_template->currentData().toString());
    if (body.startsWith(u"# "_s))
        body = body.section(u'\n', 1);
    NewTask made;
    made.project = ProjectId{m_project->currentData().toLongLong()};
    made.markdown = u"# %1\n"_s.arg(m_title->text().simplified()) + (body.startsWith(u'\n') ? QString() : u"\n"_s)
        + body;
    made.profile = m_profile->currentData().toString();
    made.baseBranch = m_base->text().trimmed();
    return made;
}

} // namespace docket
