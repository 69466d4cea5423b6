// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/profilebook.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace docket {

/** The fields of one agent's profile. edited() comes with each change that a person makes. */
class ProfileForm : public QWidget
{
    Q_OBJECT

public:
    explicit ProfileForm(QWidget *parent = nullptr);

    /** `isNew`: its name can still be chosen. */
    void show(const ProfileDraft &draft, bool isNew);
    ProfileDraft draft() const;
    void focusName();

    /** A command line as people write it, with quotes where an argument holds spaces; and back. */
    static QString commandLine(const QStringList &command);
    static QStringList commandOf(const QString &line);

Q_SIGNALS:
    void edited();

private:
    void showPromptMode();

    ProfileDraft m_draft;
    QLineEdit *m_name;
    QLineEdit *m_title;
    QComboBox *m_protocol;
    QLineEdit *m_command;
    QComboBox *m_promptMode;
    QLineEdit *m_model;
    QPlainTextEdit *m_environment;
    QLineEdit *m_keep;
    QCheckBox *m_network;
    bool m_isShowing = false;
};

} // namespace docket
