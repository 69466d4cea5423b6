// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/definitiondialog.h"

#include "items/plaintext.h"
#include "widgets/review/cellfont.h"
#include "widgets/review/rowtext.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBlock>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

namespace {
constexpr int LinesAround = 400; ///< shown before and after: a glance, not an editor
} // namespace

DefinitionDialog::DefinitionDialog(const QString &name, const QList<review::Definition> &found, QWidget *parent)
    : QDialog(parent), m_found(found), m_list(new QListWidget), m_text(new QPlainTextEdit), m_place(new QLabel)
{
    setObjectName(u"definitionDialog"_s);
    setWindowTitle(tr("Where %1 is defined").arg(name));
    setAttribute(Qt::WA_DeleteOnClose);
    m_list->setObjectName(u"definitionList"_s);
    m_list->setAccessibleName(tr("Places found"));
    for (const review::Definition &each : found) {
        const QString place = RowText::path(each.path) + u':' + QString::number(each.line + 1);
        m_list->addItem(tr("%1   %2", "a place and its text")
                            .arg(each.inBase ? tr("%1 (before the change)").arg(place) : place,
                                 visibleText(QString::fromUtf8(each.text.left(300))).simplified()));
    }
    m_text->setObjectName(u"definitionText"_s);
    m_text->setAccessibleName(tr("The file"));
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(codeFont(0));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_place->setTextFormat(Qt::PlainText);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(tr("Go there"), QDialogButtonBox::AcceptRole)->setObjectName(u"definitionGo"_s);
    QPushButton *editor = buttons->addButton(tr("Open in the editor"), QDialogButtonBox::ActionRole);
    editor->setObjectName(u"definitionEditor"_s);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_place);
    layout->addWidget(m_text, 2);
    layout->addWidget(buttons);
    resize(860, 620);
    connect(m_list, &QListWidget::currentRowChanged, this, &DefinitionDialog::look);
    connect(m_list, &QListWidget::itemActivated, this, [this] { Q_EMIT chosen(m_list->currentRow()); });
    connect(buttons, &QDialogButtonBox::accepted, this, [this] { Q_EMIT chosen(m_list->currentRow()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(editor, &QPushButton::clicked, this, [this] { Q_EMIT editorWanted(m_list->currentRow()); });
    QMetaObject::invokeMethod(this, [this] { m_list->setCurrentRow(0); }, Qt::QueuedConnection);
}

void DefinitionDialog::look(int index)
{
    if (index < 0 || index >= m_found.size())
        return;
    m_place->setText(RowText::path(m_found[index].path));
    m_text->clear();
    Q_EMIT wanted(index);
}

void DefinitionDialog::setText(int index, const QByteArray &text)
{
    if (index != m_list->currentRow())
        return;
    const int line = m_found[index].line;
    const int first = std::max(0, line - LinesAround);
    qsizetype start = 0;
    for (int i = 0; i < first && start >= 0; ++i)
        start = text.indexOf('\n', start) + 1;
    qsizetype end = start;
    for (int i = first; i < line + LinesAround && end < text.size(); ++i) {
        const qsizetype next = text.indexOf('\n', end);
        end = next < 0 ? text.size() : next + 1;
    }
    m_text->setPlainText(visibleText(QString::fromUtf8(QByteArrayView(text).sliced(start, end - start))));
    const QTextBlock block = m_text->document()->findBlockByNumber(line - first);
    QTextCursor cursor(block);
    m_text->setTextCursor(cursor);
    QTextEdit::ExtraSelection here;
    here.cursor = cursor;
    here.format.setBackground(palette().color(QPalette::Highlight));
    here.format.setForeground(palette().color(QPalette::HighlightedText));
    here.format.setProperty(QTextFormat::FullWidthSelection, true);
    m_text->setExtraSelections({here});
    m_text->centerCursor();
}

} // namespace docket
