torch.ones(2) + torch.ones(3)

x = torch.ones(2, 3); x += torch.ones(3, 2)

x = torch.ones(3); x.add_(torch.ones(2, 3))

x = torch.ones(1); x.mul_(torch.ones(4))

torch.ones(2, 3).eq(torch.ones(2, 2))

torch.where(torch.ones(2).bool(), torch.ones(3), torch.ones(4))

torch.lerp(torch.ones(2), torch.ones(3), 0.5)

torch.addcmul(torch.ones(2), torch.ones(3), torch.ones(4))

torch.maximum(torch.ones(4, 2), torch.ones(3, 2))

torch.broadcast_to(torch.ones(3), (2, 2))

torch.broadcast_tensors(torch.ones(2), torch.ones(3))

torch.broadcast_shapes((2,), (3,))

torch.ones(2, 3) @ torch.ones(2, 3)

torch.ones(2) @ torch.ones(3)

torch.ones(2, 3) @ torch.ones(2)

torch.ones(2) @ torch.ones(3, 2)

torch.tensor(1.0) @ torch.ones(2)

torch.ones(2) @ torch.tensor(1.0)

torch.ones(2, 3, 4) @ torch.ones(3, 4, 5)

torch.ones(2, 3, 4) @ torch.ones(2, 3, 5)

torch.mm(torch.ones(2, 3), torch.ones(2, 3))

torch.mm(torch.ones(3), torch.ones(3, 2))

torch.mm(torch.ones(2, 3), torch.ones(3))

torch.mv(torch.ones(2, 3), torch.ones(2))

torch.mv(torch.ones(2), torch.ones(2))

torch.bmm(torch.ones(2, 3, 4), torch.ones(3, 4, 5))

torch.bmm(torch.ones(2, 3, 4), torch.ones(2, 5, 6))

torch.bmm(torch.ones(3, 4), torch.ones(4, 5))

torch.bmm(torch.ones(2, 3, 4), torch.ones(4, 5))

torch.dot(torch.ones(2), torch.ones(3))

torch.dot(torch.ones(2, 2), torch.ones(4))

torch.outer(torch.ones(2, 2), torch.ones(2))

torch.addmm(torch.ones(3, 3), torch.ones(2, 3), torch.ones(3, 2))

torch.addmm(torch.ones(2, 2), torch.ones(2, 3), torch.ones(2, 2))

torch.addmm(torch.ones(2, 2), torch.ones(3), torch.ones(3, 2))

torch.baddbmm(torch.ones(1), torch.ones(2, 3, 4), torch.ones(2, 3, 4))

torch.addmv(torch.ones(2), torch.ones(2, 3), torch.ones(2))

torch.addr(torch.ones(2, 2), torch.ones(2), torch.ones(3))

torch.chain_matmul(torch.ones(2, 3), torch.ones(2, 3))

torch.tensordot(torch.ones(2, 3), torch.ones(2, 3), dims=1)

torch.tensordot(torch.ones(2, 3), torch.ones(2, 3), dims=([0], [0, 1]))

torch.kron(torch.ones(2), [1])

torch.cross(torch.ones(2, 3), torch.ones(3, 2))

torch.linalg.cross(torch.ones(2), torch.ones(2))

torch.cdist(torch.ones(2, 3), torch.ones(2, 4))

torch.cat([torch.ones(2, 3), torch.ones(2, 4)])

torch.cat([torch.ones(2, 3), torch.ones(3, 3)], 1)

torch.cat([torch.ones(2), torch.ones(2, 2)])

torch.cat([])

torch.cat([torch.tensor(1.0), torch.tensor(2.0)])

torch.cat([torch.ones(2)], dim=1)

torch.stack([torch.ones(2), torch.ones(3)])

torch.stack([])

torch.stack([torch.ones(2), torch.ones(2)], dim=2)

torch.hstack([torch.ones(2, 2), torch.ones(3, 2)])

torch.vstack([torch.ones(2), torch.ones(3)])

torch.dstack([torch.ones(2, 2), torch.ones(2, 3)])

torch.column_stack([torch.ones(2), torch.ones(3)])

torch.ones(6).view(4, 2)

torch.ones(6).view(-1, 4)

torch.ones(6).view(-1, -1)

torch.ones(6).view(-2, 3)

torch.ones(2, 3).t().view(6)

torch.ones(0).view(-1, 0)

torch.ones(4).view(torch.int64).view(3)

torch.ones(3, dtype=torch.int8).view(torch.int16)

torch.tensor(1.0).view(torch.float64)

torch.ones(6).reshape(4)

torch.ones(6).reshape(-1, 4)

torch.reshape(torch.ones(6), (-1, -1))

torch.ones(2, 3).view_as(torch.ones(4))

torch.ones(2, 3).expand(2, 4)

torch.ones(3).expand(3, 2)

torch.ones(2, 3).expand(3)

torch.ones(3).expand(-1, 3)

torch.ones(3).expand(-2)

torch.ones(2, 3).expand_as(torch.ones(3))

torch.ones(2, 3).repeat(2)

torch.ones(2, 3).repeat(2, -1)

torch.tile(torch.ones(2), (-1,))

torch.ones(2, 3).permute(0)

torch.ones(2, 3).permute(0, 0)

torch.ones(2, 3).permute(0, 2)

torch.permute(torch.ones(2, 3), (0, 1, 2))

torch.ones(2, 3, 4).t()

torch.ones(2).mT

torch.ones(2, 3).transpose(0, 2)

torch.transpose(torch.ones(2), 0, 1)

torch.swapaxes(torch.ones(2, 2), 0, 3)

torch.movedim(torch.ones(2, 3), 0, 2)

torch.movedim(torch.ones(2, 3), (0, 1), (0,))

torch.movedim(torch.ones(2, 3), (0, 0), (0, 1))

torch.ones(2, 3).squeeze(2)

torch.squeeze(torch.ones(2, 1), (1, 1))

torch.ones(2).unsqueeze(2)

torch.ones(2).unsqueeze(-3)

torch.ones(6).unflatten(0, (4, 2))

torch.ones(6).unflatten(0, (-1, 4))

torch.ones(6).unflatten(1, (2, 3))

torch.ones(6).unflatten(0, ())

torch.ones(2, 3).flatten(1, 0)

torch.flatten(torch.ones(2, 3), 0, 2)

torch.ones(6).split([2, 3])

torch.ones(6).split(-1)

torch.ones(6).split(0)

torch.ones(6).split([7, -1])

torch.split(torch.ones(6), 2, dim=1)

torch.tensor(1.0).split(1)

torch.chunk(torch.ones(4), 0)

torch.chunk(torch.ones(4), 2, dim=1)

torch.tensor(1.0).chunk(2)

torch.tensor_split(torch.ones(4), 0)

torch.tensor_split(torch.tensor(1.0), 2)

torch.hsplit(torch.ones(5), 2)

torch.vsplit(torch.ones(4), 2)

torch.dsplit(torch.ones(4, 4), 2)

torch.tensor(1.0).unbind()

torch.unbind(torch.ones(2), 1)

torch.ones(2, 3).narrow(0, 1, 2)

torch.ones(2, 3).narrow(0, 3, 1)

torch.ones(2, 3).narrow(0, 0, -1)

torch.tensor(1.0).narrow(0, 0, 1)

torch.ones(2, 3).select(0, 2)

torch.ones(2, 3).select(2, 0)

torch.tensor(1.0).select(0, 0)

torch.ones(5).unfold(0, 6, 1)

torch.ones(5).unfold(0, 2, 0)

torch.ones(5).unfold(0, -1, 1)

torch.ones(4).as_strided((3, 3), (1, 2))

torch.ones(4).as_strided((2,), (-1,))

torch.ones(4).as_strided((2, 2), (1,))

torch.diagonal(torch.ones(3))

torch.diagonal(torch.ones(3, 3), dim1=0, dim2=0)

torch.diag(torch.ones(2, 2, 2))

torch.diag_embed(torch.ones(2), dim1=1, dim2=1)

torch.tril(torch.ones(3))

torch.trace(torch.ones(3))

torch.trace(torch.ones(2, 2, 2))

torch.rot90(torch.ones(3))

torch.rot90(torch.ones(3, 3), 1, (0, 0))

torch.flip(torch.ones(2, 2), (0, 0))

torch.flip(torch.ones(2, 2), (2,))

torch.fliplr(torch.ones(2))

torch.flipud(torch.tensor(1.0))

torch.roll(torch.ones(3), (1, 1), (0,))

torch.roll(torch.ones(3), ())

torch.roll(torch.ones(3), 1, 1)

torch.meshgrid(torch.ones(2, 2), torch.ones(2), indexing="ij")

torch.meshgrid(torch.ones(2), torch.ones(2), indexing="no")

torch.cartesian_prod(torch.ones(2, 2))

torch.combinations(torch.ones(2, 2))

torch.combinations(torch.ones(2), -1)

torch.block_diag(torch.ones(2, 2, 2))

torch.vander(torch.ones(2, 2))

torch.einsum("ij,jk->ik", torch.ones(2, 3), torch.ones(2, 3))

torch.einsum("ij,jk->ik", torch.ones(2, 3))

torch.einsum("ij->ik", torch.ones(2, 3))

torch.einsum("ij->ii", torch.ones(2, 2))

torch.einsum("ijk", torch.ones(2, 3))

torch.einsum("ij", torch.ones(2, 3, 4))

torch.einsum("i1->i", torch.ones(2, 3))

torch.einsum("ij-ji", torch.ones(2, 3))

torch.einsum("ii->i", torch.ones(2, 3))

torch.einsum("i,i")

torch.einsum("...i...->i", torch.ones(2))
