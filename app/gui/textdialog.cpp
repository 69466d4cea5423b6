// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/textdialog.h"

#include "app/gui/trayicon.h"
#include "widgets/common/primarybutton.h"

#include <QFile>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTextBrowser>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

QHBoxLayout *buttonRow(std::initializer_list<QWidget *> buttons)
{
    auto *row = new QHBoxLayout;
    row->addStretch();
    for (QWidget *button : buttons)
        row->addWidget(button);
    return row;
}

} // namespace

ConfigurationDialog::ConfigurationDialog(const QString &project, const QString &proposed, QWidget *parent)
    : QDialog(parent), m_text(new QPlainTextEdit(proposed))
{
    setObjectName(u"configurationDialog"_s);
    setWindowTitle(tr("Checks for %1").arg(project));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *words = new QLabel(
        tr("This project has no docket.yaml yet. From what is in the repository, Docket proposes these checks. "
           "They count once the file is committed to the base branch."));
    words->setWordWrap(true);
    m_text->setObjectName(u"configurationText"_s);
    m_text->setAccessibleName(tr("Proposed docket.yaml"));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setTabChangesFocus(true);
    auto *later = new PrimaryButton(PrimaryButton::Look::Plain, tr("Not now"));
    later->setObjectName(u"configurationLater"_s);
    auto *write = new PrimaryButton(PrimaryButton::Look::Prominent, tr("Write docket.yaml"));
    write->setObjectName(u"configurationWrite"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(words);
    layout->addWidget(m_text, 1);
    layout->addLayout(buttonRow({later, write}));
    resize(620, 460);
    connect(later, &QPushButton::clicked, this, &QDialog::reject);
    connect(write, &QPushButton::clicked, this, [this] {
        Q_EMIT writeRequested(m_text->toPlainText());
        accept();
    });
    write->setFocus();
}

HelpDialog::HelpDialog(QWidget *parent) : QDialog(parent)
{
    setObjectName(u"helpDialog"_s);
    setWindowTitle(tr("Docket in five minutes"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *text = new QTextBrowser;
    text->setObjectName(u"helpText"_s);
    text->setAccessibleName(windowTitle());
    text->setFrameShape(QFrame::NoFrame);
    text->document()->setDocumentMargin(18);
    QFile page(u":/help/%1.md"_s.arg(tr("en", "name of the help page: en or zh_TW")));
    if (page.open(QIODevice::ReadOnly))
        text->setMarkdown(QString::fromUtf8(page.readAll()));
    auto *close = new PrimaryButton(PrimaryButton::Look::Plain, tr("Close"));
    close->setObjectName(u"helpClose"_s);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(text, 1);
    layout->addLayout(buttonRow({close}));
    resize(680, 620);
}

AboutDialog::AboutDialog(QWidget *parent) : QDialog(parent)
{
    setObjectName(u"aboutDialog"_s);
    setWindowTitle(tr("About Docket"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *mark = new QLabel;
    mark->setPixmap(docketIcon().pixmap(QSize(72, 72), devicePixelRatioF()));
    mark->setAlignment(Qt::AlignCenter);
    auto *name = new QLabel(u"Docket "_s + QStringLiteral(DOCKET_VERSION));
    QFont font = name->font();
    font.setPointSizeF(font.pointSizeF() * 1.5);
    font.setWeight(QFont::DemiBold);
    name->setFont(font);
    name->setAlignment(Qt::AlignCenter);
    auto *words =
        new QLabel(tr("Specs in, reviewed merges out: a workstation for asynchronous coding.\n\nFree software under "
                      "the GNU General "
                      "Public License, version 3 or later.\nMade with Qt %1, KSyntaxHighlighting, libgit2 and SQLite.")
                       .arg(QString::fromLatin1(qVersion())));
    words->setAlignment(Qt::AlignCenter);
    words->setWordWrap(true);
    auto *close = new PrimaryButton(PrimaryButton::Look::Plain, tr("Close"));
    close->setObjectName(u"aboutClose"_s);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(28, 24, 28, 18);
    layout->setSpacing(12);
    for (QLabel *label : {mark, name, words})
        layout->addWidget(label);
    layout->addLayout(buttonRow({close}));
    resize(440, 320);
}

} // namespace docket
