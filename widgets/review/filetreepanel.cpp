// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/filetreepanel.h"

#include "widgets/common/icons.h"
#include "widgets/common/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr int MaxOpened = 400; ///< files up to which all folders start open

Tone toneOf(QChar status)
{
    switch (status.unicode()) {
    case u'A': return Tone::Success;
    case u'D': return Tone::Danger;
    case u'R':
    case u'C': return Tone::Violet;
    case u'T': return Tone::Warning;
    default: return Tone::Accent;
    }
}

/** The colours of a palette, kept: to find readable ones takes longer than to paint a row with them. */
class KeptColours
{
public:
    const ThemeColors &of(const QPalette &palette) const
    {
        const std::pair key(palette.cacheKey(), palette.currentColorGroup());
        if (key != m_key) {
            m_key = key;
            m_colors = ThemeColors::fromPalette(palette);
        }
        return m_colors;
    }

private:
    mutable std::pair<qint64, QPalette::ColorGroup> m_key{-1, QPalette::Active};
    mutable ThemeColors m_colors;
};

class FileDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    static QRect checkRect(const QRect &row)
    {
        const int side = 14;
        return QRect(row.right() - side - 8, row.center().y() - side / 2, side, side);
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {60, int(option.fontMetrics.height() * 1.55)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        // Not that of the option, which is another one for each row.
        const ThemeColors &colors = m_colors.of(option.widget->palette());
        const bool selected = option.state & QStyle::State_Selected;
        const bool isFile = index.data(DiffFilesModel::FileRole).toInt() >= 0;
        const bool viewed = index.data(DiffFilesModel::ViewedRole).toBool();
        painter->save();
        if (selected)
            painter->fillRect(option.rect, colors.selection);
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(option.rect, colors.panelRaised);
        QRect room = option.rect.adjusted(4, 0, -8, 0);
        QFont font = option.font;
        QFont bold = font;
        bold.setWeight(QFont::DemiBold);
        if (isFile) {
            const QChar status = index.data(DiffFilesModel::StatusRole).toChar();
            painter->setFont(bold);
            painter->setPen(selected ? colors.text : colors.toneText(toneOf(status)));
            painter->drawText(QRect(room.left(), room.top(), 14, room.height()), Qt::AlignCenter, status);
            room.setLeft(room.left() + 20);
            const QVariant parts = index.data(DiffFilesModel::ReadPartsRole);
            paintCheck(*painter, checkRect(option.rect), viewed, colors,
                       option.state & QStyle::State_MouseOver || parts.isValid());
            if (parts.isValid())
                paintShare(*painter, checkRect(option.rect), parts.value<QPair<int, int>>(), colors);
            room.setRight(checkRect(option.rect).left() - 6);
            paintCounts(*painter, room, index, selected, colors, option);
        } else {
            paintIcon(*painter, u"folder"_s, QRectF(room.left() - 1, room.center().y() - 7, 15, 15), colors.dimText);
            room.setLeft(room.left() + 20);
        }
        painter->setFont(font);
        painter->setPen(isFile && !viewed ? colors.text : selected ? colors.text : colors.dimText);
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, room.width()));
        painter->restore();
    }

private:
    static void paintCounts(QPainter &painter, QRect &room, const QModelIndex &index, bool selected,
                            const ThemeColors &colors, const QStyleOptionViewItem &option)
    {
        QFont small = option.font;
        small.setPointSizeF(std::max(6.0, small.pointSizeF() * 0.88));
        painter.setFont(small);
        const auto put = [&](const QString &text, const QColor &color) {
            painter.setPen(selected ? colors.text : color);
            painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, text);
            room.setRight(room.right() - QFontMetrics(small).horizontalAdvance(text) - 5);
        };
        const int removed = index.data(DiffFilesModel::RemovedRole).toInt();
        const int added = index.data(DiffFilesModel::AddedRole).toInt();
        if (removed > 0)
            put(u"\u2212%L1"_s.arg(removed), colors.tint(ThemeColors::Removed).sign);
        if (added > 0)
            put(u"+%L1"_s.arg(added), colors.tint(ThemeColors::Added).sign);
        if (const int comments = index.data(DiffFilesModel::CommentsRole).toInt(); comments > 0) {
            const QString text = QString::number(comments);
            const int width = QFontMetrics(small).horizontalAdvance(text) + 10;
            const QRectF badge(room.right() - width, room.center().y() - 7, width, 15);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            painter.setBrush(colors.toneBack(Tone::Accent));
            painter.drawRoundedRect(badge, 7, 7);
            painter.setPen(colors.toneText(Tone::Accent));
            painter.drawText(badge, Qt::AlignCenter, text);
            room.setRight(int(badge.left()) - 5);
        }
    }

    /** The box filled from below, as far as the file was read. */
    static void paintShare(QPainter &painter, const QRect &rect, QPair<int, int> parts, const ThemeColors &colors)
    {
        QRectF fill = QRectF(rect).adjusted(2.5, 2.5, -2.5, -2.5);
        fill.setTop(fill.bottom() - std::max(2.0, fill.height() * parts.first / std::max(1, parts.second)));
        painter.fillRect(fill, colors.accent);
    }

    static void paintCheck(QPainter &painter, const QRect &rect, bool checked, const ThemeColors &colors, bool hovered)
    {
        if (!checked && !hovered)
            return;
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF box = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
        painter.setPen(QPen(checked ? colors.accent : colors.dimText, 1));
        painter.setBrush(checked ? colors.accent : colors.base);
        painter.drawRoundedRect(box, 3, 3);
        if (checked)
            paintIcon(painter, u"check"_s, box.adjusted(2, 2, -2, -2), colors.accentText);
    }

    KeptColours m_colors;
};

/** A tree whose selected row is one quiet colour from edge to edge. */
class FileTree : public QTreeView
{
protected:
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem quiet = option;
        quiet.palette.setColor(QPalette::Highlight, m_colors.of(palette()).selection);
        QTreeView::drawRow(painter, quiet, index);
    }

private:
    KeptColours m_colors;
};

} // namespace

FileTreePanel::FileTreePanel(DiffFilesModel *model, QWidget *parent)
    : QWidget(parent), m_model(model), m_tree(new FileTree), m_filter(new QLineEdit), m_summary(new QLabel)
{
    m_filter->setObjectName(u"fileFilter"_s);
    m_filter->setAccessibleName(tr("Filter files"));
    m_filter->setPlaceholderText(tr("Filter files"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_summary->setObjectName(u"fileSummary"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_tree->setObjectName(u"fileTree"_s);
    m_tree->setAccessibleName(tr("Changed files"));
    m_tree->setModel(model);
    m_tree->setItemDelegate(new FileDelegate(m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setIndentation(14);
    m_tree->setMouseTracking(true);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setExpandsOnDoubleClick(true);
    m_tree->viewport()->installEventFilter(this);
    m_tree->installEventFilter(this);
    m_filter->installEventFilter(this);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->setSpacing(4);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(8, 0, 8, 2);
    top->addWidget(m_filter);
    top->addWidget(m_summary);
    layout->addLayout(top);
    layout->addWidget(m_tree, 1);

    connect(m_filter, &QLineEdit::textChanged, model, &DiffFilesModel::setFilter);
    connect(model, &QAbstractItemModel::modelReset, this, &FileTreePanel::afterReset);
    connect(model, &QAbstractItemModel::dataChanged, this, &FileTreePanel::updateSummary);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        const int file =
            index.data(DiffFilesModel::FileRole).isValid() ? index.data(DiffFilesModel::FileRole).toInt() : -1;
        if (file < 0 || m_isFollowing)
            return;
        m_current = file;
        Q_EMIT fileChosen(file);
    });
    updateSummary();
}

void FileTreePanel::afterReset()
{
    if (m_model->shownFiles() <= MaxOpened)
        m_tree->expandAll();
    updateSummary();
    setCurrentFile(m_current);
}

void FileTreePanel::updateSummary()
{
    const int all = m_model->fileCount();
    m_summary->setText(m_model->shownFiles() == all ? tr("%n file(s)", nullptr, all)
                                                    : tr("%1 of %n file(s)", nullptr, all).arg(m_model->shownFiles()));
}

void FileTreePanel::setCurrentFile(int file)
{
    m_current = file;
    const QModelIndex index = m_model->indexOfFile(file);
    if (!index.isValid() || index == m_tree->currentIndex())
        return;
    m_isFollowing = true;
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
    m_isFollowing = false;
}

bool FileTreePanel::eventFilter(QObject *watched, QEvent *event)
{
    const auto toggle = [this](const QModelIndex &index) {
        const int file = index.isValid() ? index.data(DiffFilesModel::FileRole).toInt() : -1;
        if (file < 0)
            return false;
        Q_EMIT viewedToggled(file, !index.data(DiffFilesModel::ViewedRole).toBool());
        return true;
    };
    if (watched == m_tree->viewport() && event->type() == QEvent::MouseButtonPress) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        const QModelIndex index = m_tree->indexAt(mouse->position().toPoint());
        if (index.isValid()
            && FileDelegate::checkRect(m_tree->visualRect(index))
                   .adjusted(-4, -4, 8, 4)
                   .contains(mouse->position().toPoint()))
            return toggle(index);
    }
    if (watched == m_tree && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Space || key->key() == Qt::Key_V)
            return toggle(m_tree->currentIndex());
    }
    if (watched == m_filter && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Down) {
        m_tree->setFocus();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace docket
