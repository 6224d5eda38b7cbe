"""What PyTorch calls the nodes of gradients, which are recorded as operators of their own."""

from __future__ import annotations

#: The name of the node of an operator that PyTorch has no derivative of.
NOT_IMPLEMENTED = "torch::autograd::NotImplemented"

#: The node of a gradient, and the nodes whose formula ends in it.
_LAST = {
    NOT_IMPLEMENTED: "StandardGammaBackward0",
    "MulBackward0": """MulBackward0 ReciprocalBackward0 PowBackward0 ExpBackward0 SinBackward0
        CosBackward0 TanBackward0 RsqrtBackward0 AbsBackward0 MvBackward0 VarBackward0 StdBackward0
        ProdBackward0 LinalgVectorNormBackward0 SiluBackward0 Expm1Backward0 SinhBackward0
        CoshBackward0 AsinBackward0 AcosBackward0 ErfBackward0 LogsumexpBackward0 AmaxBackward0
        AminBackward0 Atan2Backward0 AddcmulBackward0 DotBackward0 ErfcBackward0 ErfinvBackward0
        LgammaBackward0 DigammaBackward0 PolygammaBackward0 MvlgammaBackward0 I0Backward0
        IgammaBackward0 IgammacBackward0 SpecialEntrBackward0 SpecialErfcxBackward0
        SpecialNdtriBackward0 SpecialLogNdtrBackward0 SpecialI0EBackward0 SpecialI1Backward0
        SpecialI1EBackward0 SpecialZetaBackward0 SpecialZetaBackward1""",
    "MulBackward1": "Exp2Backward0 LerpBackward0 MulBackward1",
    "DivBackward0": """DivBackward0 LogBackward0 SqrtBackward0 Log1PBackward0 AtanBackward0
        Log2Backward0 Log10Backward0 CumprodBackward0""",
    "DivBackward1": "MeanBackward0 MeanBackward1",
    "NegBackward0": "NegBackward0",
    "WhereBackward0": """WhereBackward0 PowBackward1 ClampBackward0 ClampBackward1 LogitBackward0
        SincBackward0""",
    "MaskedFillBackward0": "MaskedFillBackward0 MaximumBackward0 MinimumBackward0",
    "MaskedFillBackward1": "MaxBackward1 MinBackward1",
    "ThresholdBackwardBackward0": "ReluBackward0",
    "ExpandBackward0": "SumBackward0 SumBackward1",
    "SumBackward1": "RepeatBackward0",
    "MmBackward0": "MmBackward0 AddmmBackward0",
    "BmmBackward0": "BmmBackward0 BaddbmmBackward0",
    "TBackward0": "TBackward0",
    "TransposeBackward0": "TransposeBackward0",
    "PermuteBackward0": "PermuteBackward0",
    "ViewBackward0": "ViewBackward0 ExpandBackward0",
    "SqueezeBackward1": "UnsqueezeBackward0",
    "IndexPutImplBackward0": "IndexBackward0",
    "SliceBackward0": "CatBackward0",
    "SelectBackward0": "StackBackward0",
    "CatBackward0": "SplitBackward0 SplitWithSizesBackward0",
    "StackBackward0": "UnbindBackward0",
    "SoftmaxBackwardDataBackward0": "SoftmaxBackward0",
    "LogSoftmaxBackwardDataBackward0": "LogSoftmaxBackward0 NllLossBackward0",
    "FlipBackward0": "FlipBackward0 CumsumBackward0",
    "ScatterAddBackward0": "GatherBackward0",
    "ToCopyBackward0": "ToCopyBackward0",
    "TrilBackward0": "TrilBackward0",
    "TriuBackward0": "TriuBackward0",
    "RollBackward0": "RollBackward0",
}
_GRADIENTS = {source: last for last, sources in _LAST.items() for source in sources.split()}


def gradient_node(name: str) -> str:
    """The name of the node of the gradient of what the node `name` made.

    ``PowBackward0`` -> ``MulBackward0``; ``TanhBackward0`` -> ``TanhBackwardBackward0``.
    """
    known = _GRADIENTS.get(name)
    if known is not None:
        return known
    operator, _, number = name.rpartition("Backward")
    return f"{operator}BackwardBackward{number or 0}"
