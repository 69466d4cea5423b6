// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/notedialog.h"

#include "items/plaintext.h"
#include "widgets/common/primarybutton.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QShortcut>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace docket {

NoteDialog::NoteDialog(const Content &content, QWidget *parent) : QDialog(parent), m_note(new QPlainTextEdit)
{
    setObjectName(u"noteDialog"_s);
    setWindowTitle(content.title);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *sentence = new QLabel(content.sentence);
    sentence->setTextFormat(Qt::PlainText);
    sentence->setWordWrap(true);
    m_note->setObjectName(u"noteText"_s);
    m_note->setAccessibleName(content.noteHint);
    m_note->setPlaceholderText(content.noteHint);
    m_note->setTabChangesFocus(true);
    m_note->setMinimumHeight(m_note->fontMetrics().lineSpacing() * 4 + 16);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(sentence);
    layout->addWidget(m_note, content.previewTitle.isEmpty() ? 1 : 0);
    if (!content.previewTitle.isEmpty()) {
        auto *title = new QLabel(content.previewTitle);
        m_preview = new QPlainTextEdit;
        m_preview->setObjectName(u"notePreview"_s);
        m_preview->setAccessibleName(content.previewTitle);
        m_preview->setReadOnly(true);
        m_preview->setTabChangesFocus(true);
        m_preview->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        title->setBuddy(m_preview);
        layout->addWidget(title);
        layout->addWidget(m_preview, 1);
        resize(640, 520);
    } else {
        resize(480, 240);
    }
    auto *cancel = new PrimaryButton(PrimaryButton::Look::Plain, tr("Back"));
    cancel->setObjectName(u"noteCancel"_s);
    auto *confirm = new PrimaryButton(content.danger ? PrimaryButton::Look::Danger : PrimaryButton::Look::Prominent,
                                      content.button);
    confirm->setObjectName(u"noteConfirm"_s);
    confirm->setToolTip(tr("%1 (Ctrl+Return)").arg(content.button));
    auto *row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(confirm);
    layout->addLayout(row);

    const auto confirmNow = [this] {
        Q_EMIT confirmed(note());
        accept();
    };
    connect(confirm, &QPushButton::clicked, this, confirmNow);
    connect(new QShortcut(Qt::CTRL | Qt::Key_Return, this), &QShortcut::activated, this, confirmNow);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_soon.setSingleShot(true);
    m_soon.setInterval(200);
    connect(m_note, &QPlainTextEdit::textChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(&m_soon, &QTimer::timeout, this, [this] { Q_EMIT noteChanged(note()); });
    m_note->setFocus();
}

void NoteDialog::setPreview(const QString &text)
{
    if (m_preview)
        m_preview->setPlainText(visibleText(text));
}

QString NoteDialog::note() const
{
    return m_note->toPlainText().trimmed();
}

} // namespace docket
