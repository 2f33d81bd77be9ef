using System.Globalization;
using CompiledNets;
using LeNet;
using ReadingDigits;
using ReadingDigits.CommandLine;
using ReadingDigits.Data;
using ReadingDigits.Reporting;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var command = new DigitsCommand("Trains a convolutional net to read handwritten digits, and shows what it has learnt.", "lenet.safetensors");
return command.Run(args, Console.Error, settings =>
{
    SavePlace.Check(settings.SavePath);
    DigitData data = DigitData.Prepare(settings);
    var net = new ConvolutionalClassifier(settings.Seed);
    IReport report = IReport.ForConsole(data, "LeNet: a convolutional net learns to read handwriting");
    report.Introduce(net, settings);

    using ConvolutionalClassifier.Trainer trainer = net.CreateTrainer(settings.Threads);
    var options = new TrainingOptions { Epochs = settings.Epochs, Seed = settings.Seed, Validation = data.Shown };
    using (var interruption = new Interruption())
        report.Follow(net, options, followed => trainer.Fit(data.Train, followed, interruption.Token));

    Prediction[] predictions = Prediction.Of(net, data.Test);
    report.ShowResult(net.Evaluate(data.Test));
    report.ShowMistakes(Prediction.Mistakes(predictions));

    net.Save(settings.SavePath);
    var loaded = new ConvolutionalClassifier();
    loaded.Load(settings.SavePath);
    report.ShowLoaded(settings.SavePath, Prediction.Of(loaded, data.Test), predictions);
});
