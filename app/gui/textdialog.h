// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QPlainTextEdit;

namespace docket {

class PrimaryButton;

/** The offer to write docket.yaml: shows the proposed text, which can be changed, and writes only when asked. */
class ConfigurationDialog : public QDialog
{
    Q_OBJECT

public:
    ConfigurationDialog(const QString &project, const QString &proposed, QWidget *parent);

Q_SIGNALS:
    void writeRequested(const QString &yaml);

private:
    QPlainTextEdit *m_text;
};

/** A page of our own help, in the language of the window where there is one. */
class HelpDialog : public QDialog
{
    Q_OBJECT

public:
    explicit HelpDialog(QWidget *parent);
};

class AboutDialog : public QDialog
{
    Q_OBJECT

public:
    explicit AboutDialog(QWidget *parent);
};

} // namespace docket
