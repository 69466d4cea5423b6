// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/commenteditor.h"

#include "widgets/common/appearance.h"
#include "widgets/review/commentbox.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace docket {

CommentEditor::CommentEditor(const review::Comment &comment, const QString &place, QWidget *parent)
    : QFrame(parent), m_comment(comment)
{
    setObjectName(u"commentEditor"_s);
    setAccessibleName(tr("Comment editor"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);

    auto *where = new QLabel(place);
    where->setTextFormat(Qt::PlainText);
    where->setObjectName(u"commentPlace"_s);
    m_severity = new QComboBox;
    m_severity->setObjectName(u"commentSeverity"_s);
    m_severity->setAccessibleName(tr("How much it matters"));
    for (const auto severity :
         {review::Severity::Must, review::Severity::Should, review::Severity::Note, review::Severity::Question})
        m_severity->addItem(severityText(severity), int(severity));
    m_severity->setCurrentIndex(m_severity->findData(int(comment.severity)));

    m_text = new QPlainTextEdit;
    m_text->setObjectName(u"commentText"_s);
    m_text->setAccessibleName(tr("Comment"));
    m_text->setPlaceholderText(tr("What should change, and why?"));
    m_text->setTabChangesFocus(true);
    m_text->setPlainText(comment.body);
    m_text->moveCursor(QTextCursor::End);
    m_text->installEventFilter(this);

    m_hint = new QLabel(tr("Ctrl+Enter saves, Esc cancels"));
    m_hint->setObjectName(u"commentHint"_s);
    m_hint->setTextFormat(Qt::PlainText);
    setTextColor(m_hint, quietText(palette()));
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(u"commentCancel"_s);
    cancel->setAccessibleName(tr("Cancel the comment"));
    auto *save = new QPushButton(comment.id.isValid()            ? tr("Save")
                                     : comment.replyTo.isValid() ? tr("Reply")
                                                                 : tr("Comment"));
    save->setObjectName(u"commentSave"_s);
    save->setAccessibleName(tr("Save the comment"));
    save->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &CommentEditor::cancelled);
    connect(save, &QPushButton::clicked, this, &CommentEditor::save);
    connect(m_text, &QPlainTextEdit::textChanged, save, [this, save] { save->setEnabled(hasText()); });
    save->setEnabled(hasText());
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        if (std::exchange(m_isWarned, false)) {
            m_hint->setText(tr("Ctrl+Enter saves, Esc cancels"));
            setTextColor(m_hint, quietText(palette()));
        }
        Q_EMIT changed();
    });
    connect(m_severity, &QComboBox::activated, this, &CommentEditor::changed);

    auto *top = new QHBoxLayout;
    top->addWidget(where, 1);
    top->addWidget(m_severity);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_hint, 1);
    bottom->addWidget(cancel);
    bottom->addWidget(save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 8, 10, 8);
    layout->addLayout(top);
    layout->addWidget(m_text, 1);
    layout->addLayout(bottom);
    m_severity->setVisible(!comment.replyTo.isValid());
    setFocusProxy(m_text);
}

review::Comment CommentEditor::comment() const
{
    review::Comment comment = m_comment;
    comment.body = m_text->toPlainText().trimmed();
    if (!comment.replyTo.isValid())
        comment.severity = review::Severity(m_severity->currentData().toInt());
    return comment;
}

bool CommentEditor::hasText() const
{
    return !m_text->toPlainText().trimmed().isEmpty();
}

int CommentEditor::wantedHeight() const
{
    return sizeHint().height() - m_text->sizeHint().height() + m_text->fontMetrics().lineSpacing() * 5 + 12;
}

void CommentEditor::save()
{
    if (hasText())
        Q_EMIT saved();
}

/** One key too many must not cost what somebody wrote. */
void CommentEditor::escape()
{
    const bool isAsItWas = !m_isUnsent && m_text->toPlainText().trimmed() == m_comment.body;
    if (m_isWarned || !hasText() || isAsItWas) {
        Q_EMIT cancelled();
        return;
    }
    m_isWarned = true;
    m_hint->setText(tr("Esc again throws the text away"));
    setTextColor(m_hint, toneColor(Tone::Warning, palette()));
}

bool CommentEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && key->modifiers() & Qt::ControlModifier) {
            save();
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            escape();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace docket
