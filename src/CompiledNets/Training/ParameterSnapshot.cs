namespace CompiledNets;

/// <summary>A copy of all of a net's tensors that can be put back.</summary>
internal sealed class ParameterSnapshot
{
    private readonly ICompiledNet _net;
    private readonly float[][] _values;

    public ParameterSnapshot(ICompiledNet net)
    {
        _net = net;
        _values = [.. net.Tensors.Select(tensor => new float[tensor.Length])];
    }

    public void Take()
    {
        for (int i = 0; i < _values.Length; i++)
            _net.ReadTensor(_net.Tensors[i].Name, _values[i]);
    }

    public void Restore()
    {
        for (int i = 0; i < _values.Length; i++)
            _net.WriteTensor(_net.Tensors[i].Name, _values[i]);
    }
}
