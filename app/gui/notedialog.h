// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QTimer>

class QPlainTextEdit;

namespace docket {

/**
 * A decision with an optional note, and where it helps a preview of what will be sent. Opens without blocking and
 * deletes itself.
 */
class NoteDialog : public QDialog
{
    Q_OBJECT

public:
    struct Content
    {
        QString title;
        QString sentence;
        QString noteHint;
        QString button;
        QString previewTitle; ///< empty: no preview
        bool danger = false;
    };

    NoteDialog(const Content &content, QWidget *parent);

    void setPreview(const QString &text);
    QString note() const;

Q_SIGNALS:
    void noteChanged(const QString &note); ///< a moment after the last key
    void confirmed(const QString &note);

private:
    QPlainTextEdit *m_note;
    QPlainTextEdit *m_preview = nullptr;
    QTimer m_soon;
};

} // namespace docket
