// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/workbench.h"

#include <QDialog>

class QComboBox;
class QLineEdit;

namespace docket {

class PrimaryButton;

/**
 * Title, kind, project, agent and branch of a new task; the spec is then written on its page. Opens without blocking.
 */
class NewTaskDialog : public QDialog
{
    Q_OBJECT

public:
    NewTaskDialog(const Workbench &workbench, ProjectId project, const QString &profile, QWidget *parent);

    /** What create asks for; its spec is the chosen template under the title. */
    NewTask task() const;

Q_SIGNALS:
    void createRequested(const docket::NewTask &task);

private:
    void showBaseBranch();

    const Workbench &m_workbench;
    QLineEdit *m_title;
    QComboBox *m_template;
    QComboBox *m_project;
    QComboBox *m_profile;
    QLineEdit *m_base;
    PrimaryButton *m_create;
};

} // namespace docket
