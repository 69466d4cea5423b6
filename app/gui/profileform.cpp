// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/profileform.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpressionValidator>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

template<typename W>
W *named(W *widget, const QString &objectName, const QString &name, const QString &hint)
{
    widget->setObjectName(objectName);
    widget->setAccessibleName(name);
    widget->setToolTip(hint);
    widget->setAccessibleDescription(hint);
    return widget;
}

} // namespace

QString ProfileForm::commandLine(const QStringList &command)
{
    QStringList words;
    for (QString word : command) {
        const bool needsQuotes = word.isEmpty() || word.contains(u' ') || word.contains(u'"') || word.contains(u'\\');
        word.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
        words << (needsQuotes ? u"\"%1\""_s.arg(word) : word);
    }
    return words.join(u' ');
}

// Not QProcess::splitCommand(): that loses empty arguments.
QStringList ProfileForm::commandOf(const QString &line)
{
    QStringList command;
    QString word;
    bool isQuoted = false, isWord = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line.at(i);
        if (c == u'"') {
            isQuoted = !isQuoted;
            isWord = true; // "" is one too
        } else if (c.isSpace() && !isQuoted) {
            if (isWord)
                command << std::exchange(word, {});
            isWord = false;
        } else {
            const bool isEscape = isQuoted && c == u'\\' && i + 1 < line.size();
            word += isEscape ? line.at(++i) : c;
            isWord = true;
        }
    }
    if (isWord)
        command << word;
    return command;
}

ProfileForm::ProfileForm(QWidget *parent)
    : QWidget(parent), m_name(named(new QLineEdit, u"profileName"_s, tr("Name"),
                                    tr("Lower-case letters, digits and \"-\"; what docket.yaml names"))),
      m_title(named(new QLineEdit, u"profileTitle"_s, tr("Title"), tr("What people read"))),
      m_protocol(named(new QComboBox, u"profileProtocol"_s, tr("Protocol"), tr("How Docket and the program talk"))),
      m_command(named(new QLineEdit, u"profileCommand"_s, tr("Command"),
                      tr("Program and arguments, with quotes where one holds spaces. {prompt}, {prompt_file}, {model}, "
                         "{worktree}, {task} and {round} are filled in"))),
      m_promptMode(
          named(new QComboBox, u"profilePromptMode"_s, tr("Prompt"), tr("How a plain command gets its prompt"))),
      m_model(named(new QLineEdit, u"profileModel"_s, tr("Model"),
                    tr("Stands for {model} in the command; empty: the agent's own choice"))),
      m_environment(named(new QPlainTextEdit, u"profileEnvironment"_s, tr("Variables"),
                          tr("One NAME=value a line, set for the program"))),
      m_keep(named(new QLineEdit, u"profileKeep"_s, tr("Variables it may see"),
                   tr("Names of your own variables, such as keys, with spaces between; * at the end of a name stands "
                      "for any rest"))),
      m_network(named(new QCheckBox(tr("It may use the &network")), u"profileNetwork"_s, tr("It may use the network"),
                      tr("Off: the sandbox cuts it off")))
{
    m_name->setValidator(new QRegularExpressionValidator(QRegularExpression(u"[a-z0-9][a-z0-9-]{0,63}"_s), m_name));
    m_protocol->addItem(tr("Agent Client Protocol"), u"acp"_s);
    m_protocol->addItem(tr("Claude Code (stream-json)"), u"claude-stream"_s);
    m_protocol->addItem(tr("Codex (app-server)"), u"codex-app-server"_s);
    m_protocol->addItem(tr("Codex (exec)"), u"codex-exec"_s);
    m_protocol->addItem(tr("Any command"), u"command"_s);
    m_promptMode->addItem(tr("On its input"), u"stdin"_s);
    m_promptMode->addItem(tr("In a file, {prompt_file}"), u"file"_s);
    m_promptMode->addItem(tr("As an argument, {prompt}"), u"argument"_s);
    const QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    m_command->setFont(mono);
    m_environment->setFont(mono);
    m_environment->setTabChangesFocus(true);
    m_environment->setMaximumHeight(m_environment->fontMetrics().lineSpacing() * 5);
    m_command->setMinimumWidth(420);

    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(10);
    form->setHorizontalSpacing(14);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("T&itle"), m_title);
    form->addRow(tr("&Protocol"), m_protocol);
    form->addRow(tr("&Command"), m_command);
    form->addRow(tr("P&rompt"), m_promptMode);
    form->addRow(tr("&Model"), m_model);
    form->addRow(tr("&Variables"), m_environment);
    form->addRow(tr("Variables it may &see"), m_keep);
    form->addRow(QString(), m_network);

    const auto tell = [this] {
        if (!m_isShowing)
            Q_EMIT edited();
    };
    for (QLineEdit *line : {m_name, m_title, m_command, m_model, m_keep})
        connect(line, &QLineEdit::textChanged, this, tell);
    for (QComboBox *box : {m_protocol, m_promptMode})
        connect(box, &QComboBox::currentIndexChanged, this, tell);
    connect(m_protocol, &QComboBox::currentIndexChanged, this, &ProfileForm::showPromptMode);
    connect(m_environment, &QPlainTextEdit::textChanged, this, tell);
    connect(m_network, &QCheckBox::toggled, this, tell);
}

void ProfileForm::showPromptMode()
{
    m_promptMode->setEnabled(m_protocol->currentData().toString() == "command"_L1);
}

void ProfileForm::show(const ProfileDraft &draft, bool isNew)
{
    m_isShowing = true;
    m_draft = draft;
    m_name->setText(draft.name);
    m_name->setReadOnly(!isNew);
    m_title->setText(draft.title);
    m_protocol->setCurrentIndex(std::max(0, m_protocol->findData(draft.protocol)));
    m_command->setText(commandLine(draft.command));
    m_command->setCursorPosition(0);
    m_promptMode->setCurrentIndex(std::max(0, m_promptMode->findData(draft.promptMode)));
    m_model->setText(draft.model);
    m_environment->setPlainText(draft.environment.join(u'\n'));
    m_keep->setText(draft.keepEnvironment.join(u' '));
    m_network->setChecked(draft.network);
    showPromptMode();
    m_isShowing = false;
}

ProfileDraft ProfileForm::draft() const
{
    ProfileDraft draft = m_draft;
    draft.name = m_name->text();
    draft.title = m_title->text().trimmed();
    draft.protocol = m_protocol->currentData().toString();
    draft.command = commandOf(m_command->text());
    draft.promptMode = m_promptMode->currentData().toString();
    draft.model = m_model->text().trimmed();
    draft.environment.clear();
    const QStringList lines = m_environment->toPlainText().split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        if (line.indexOf(u'=') > 0)
            draft.environment << line.trimmed();
    }
    draft.keepEnvironment = m_keep->text().split(u' ', Qt::SkipEmptyParts);
    draft.network = m_network->isChecked();
    return draft;
}

void ProfileForm::focusName()
{
    m_name->setFocus();
    m_name->selectAll();
}

} // namespace docket
