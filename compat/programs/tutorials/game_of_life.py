# Conway's game of life with rolls and masks.
import torch

board = torch.zeros(6, 8, dtype=torch.int64)
board[[0, 1, 2, 2, 2], [1, 2, 0, 1, 2]] = 1


def show(board):
    for row in board.tolist():
        print("".join("#" if cell else "." for cell in row))
    print("alive:", board.sum().item())


for generation in range(5):
    if generation in (0, 1, 4):
        show(board)
    neighbours = sum(
        board.roll((dy, dx), dims=(0, 1))
        for dy in (-1, 0, 1)
        for dx in (-1, 0, 1)
        if (dy, dx) != (0, 0)
    )
    born = (board == 0) & (neighbours == 3)
    stays = (board == 1) & ((neighbours == 2) | (neighbours == 3))
    board = (born | stays).long()
